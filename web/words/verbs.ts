// What lines of the journal say.
import { inWords, spoken, type Words } from "@/shell/language";
import en from "./en/verbs";
import zh from "./zh/verbs";

export const verbWords = spoken(zh, en);

// The sentence of a line: the title that a programme gives it, else that of its kind and verb.
export function didWhat(line: { kind: string; verb: string; title?: Words | null }): string {
    const kinds: Record<string, Record<string, string>> = verbWords.value;
    return inWords(line.title) || (kinds[line.kind]?.[line.verb] ?? `${line.kind} ${line.verb}`);
}
