// Declarations kept on the phone, so that one can report where there is no network.
import { declaredParts } from "@/mechanisms/cases/cases";
import type { Page, PartDeclared } from "@/api/shapes";
import { Unreachable, type Answer } from "@/api/client";

const name = "linli.parts";

export async function partsKept(): Promise<Answer<Page<PartDeclared>>> {
    try {
        const answer = await declaredParts();
        window.localStorage.setItem(name, JSON.stringify(answer.data));
        return answer;
    } catch (trouble) {
        const kept = window.localStorage.getItem(name);
        if (!(trouble instanceof Unreachable) || !kept) throw trouble;
        return { data: JSON.parse(kept) as Page<PartDeclared>, edition: "", next: "" };
    }
}
