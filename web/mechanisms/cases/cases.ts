// The questions and acts of cases, as every surface asks them.
import { read, write, type Answer } from "@/api/client";
import type { Case, CaseRow, Page, PartDeclared, Receipt } from "@/api/shapes";
import { withPhotos } from "@/api/files";
import type { Photos, Values } from "@/fields/field";
import { inWords } from "@/shell/language";

export interface CaseFilter {
    list: string;
    programme?: string;
    place?: string;
    person?: string;
    unit?: string;
    cursor?: string;
    limit?: number;
}

export function listCases(filter: CaseFilter): Promise<Answer<Page<CaseRow>>> {
    return read<Page<CaseRow>>("/api/cases", { ...filter });
}

export function readCase(id: string): Promise<Answer<Case>> {
    return read<Case>(`/api/cases/${id}`);
}

export function declaredParts(): Promise<Answer<Page<PartDeclared>>> {
    return read<Page<PartDeclared>>("/api/parts");
}

// How a surface takes a step: at once, or through its outbox.
export type TakeStep = (act: string, step: string, values: Values, photos: Photos) => Promise<void>;

export async function takeStep(
    id: string,
    edition: string,
    act: string,
    step: string,
    values: Values,
    photos: Photos,
): Promise<void> {
    const body = { values: await withPhotos(values, photos) };
    await write<Case>("POST", `/api/cases/${id}/steps/${step}`, { body, act, edition });
}

export async function openCase(
    act: string,
    part: string,
    values: Values,
    reporter: Values,
): Promise<Receipt> {
    const answer = await write<Receipt>("POST", "/api/cases", {
        body: { part, values, reporter },
        act,
    });
    return answer.data;
}

// Names stay as they are; a role is said in the language of now.
export function turnWords(row: CaseRow): string {
    return row.turn === row.turn_title?.zh ? inWords(row.turn_title) : row.turn;
}
