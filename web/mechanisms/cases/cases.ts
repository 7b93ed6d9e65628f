// The questions and acts of cases, as every surface asks them.
import { read, Refused, write, type Answer } from "@/api/client";
import type { Alike, Case, CaseRow, Lost, Page, PartDeclared, Receipt } from "@/api/shapes";
import { withPhotos } from "@/api/files";
import type { Photos, Values } from "@/fields/field";
import { inWords } from "@/shell/language";
import { caseWords } from "@/words/cases";

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

// Whether more time for it waits to be decided.
export function requestWords(row: CaseRow): string {
    return row.request ? caseWords.value.asksFor(inWords(row.request)) : "";
}

// Names stay as they are; a role is said in the language of now.
export function turnWords(row: CaseRow): string {
    return row.turn === row.turn_title?.zh ? inWords(row.turn_title) : row.turn;
}

// Where neighbours may join each other, what a report would double; nothing elsewhere. That the
// question fails stands in nobody's way, unless it is because the session has ended.
export async function findAlike(part: PartDeclared | undefined, values: Values): Promise<Alike[]> {
    if (!part?.joins) return [];
    const body = { part: part.part, values };
    const answer = await write<Page<Alike>>("POST", "/api/alike", { body }).catch(
        (trouble: unknown) => {
            if (trouble instanceof Refused && trouble.problem.status === 401) throw trouble;
            return null;
        },
    );
    return answer?.data.items ?? [];
}

export async function joinCase(
    act: string,
    id: string,
    words: string,
    reporter: Values,
): Promise<Receipt> {
    // The way by which somebody came is known of a report alone.
    const { channel: _way, ...who } = reporter;
    const body = { words, reporter: who };
    const answer = await write<Receipt>("POST", `/api/cases/${id}/steps/join`, { body, act });
    return answer.data;
}

// What whoever joined has to show: joining takes words alone. `road` is that of the case.
export async function addPhotos(act: string, road: string, photos: string[]): Promise<void> {
    await write<Case>("POST", `${road}/steps/add`, { body: { photos }, act });
}

export async function revealReporter(act: string, id: string, party: number, purpose: string) {
    const body = { party, purpose };
    const answer = await write<Pick<Case, "reporter">>("POST", `/api/cases/${id}/reveal`, {
        body,
        act,
    });
    return answer.data.reporter;
}

export function findLost(tail: string): Promise<Answer<Page<Lost>>> {
    return read<Page<Lost>>("/api/lost", { tail });
}

// A new query code for somebody who lost theirs.
export async function recoverCode(act: string, id: string, party: number): Promise<Receipt> {
    const answer = await write<Receipt>("POST", `/api/cases/${id}/steps/recover`, {
        body: { party },
        act,
    });
    return answer.data;
}

// What people report themselves, those that a photo tells of first.
export function forEveryone(parts: PartDeclared[]): PartDeclared[] {
    const photo = (part: PartDeclared) =>
        part.fields.some((field) => field.kind === "photo" && part.asks.includes(field.name));
    return parts
        .filter((part) => part.channels.some((channel) => !channel.staff))
        .sort((a, b) => Number(photo(b)) - Number(photo(a)));
}
