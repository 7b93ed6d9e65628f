// A problem as a sentence. `title` gives the title of a field by its name, where the page knows it.
import type { Problem } from "@/api/client";
import { refusalWords } from ".";

type Sentence = (at: string, completed: string) => string;

export function sentence(
    problem: Problem,
    title: (name: string) => string = (name) => name,
): string {
    const sentences: Record<string, Sentence> = refusalWords.value;
    const known = sentences[problem.code];
    if (!known || problem.code === "other") return refusalWords.value.other(problem.code);
    return known(title(problem.at), title(problem.with));
}
