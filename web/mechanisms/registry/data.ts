// The questions and acts about the use of somebody's data: who looked, what they agreed to.
import { read, write, type Answer } from "@/api/client";
import type { Look, Page } from "@/api/shapes";
import type { Words } from "@/shell/language";

export interface Consent {
    id: string;
    kind: string;
    version: number;
    text: Words;
    how: "paper" | "spoken" | "online";
    given: string;
    withdrawn: string | null;
    by: string; // whoever wrote it down
}

export interface Consents {
    kinds: { kind: string; version: number; title: Words; text: Words }[];
    items: Consent[];
}

// A kind of data whose period is declared, and one record that is past it.
export interface Retention {
    kind: string;
    days: number;
    title: Words;
    basis: Words;
}

export interface Due {
    record: string;
    name: string;
    address: string;
    since: string;
    due: string;
    kept_until: string | null;
    reason: string;
    can: string[];
}

export const readLooks = (person: string): Promise<Answer<{ items: Look[] }>> =>
    read<{ items: Look[] }>(`/api/people/${person}/looks`);

const consentsOf = (person: string): string => `/api/people/${person}/consents`;
export const readConsents = (person: string): Promise<Answer<Consents>> =>
    read<Consents>(consentsOf(person));
export const giveConsent = (
    act: string,
    person: string,
    body: { kind: string; how?: string; given?: string },
): Promise<Answer<Consents>> => write<Consents>("POST", consentsOf(person), { body, act });
export const withdrawConsent = (
    act: string,
    person: string,
    consent: string,
): Promise<Answer<Consents>> =>
    write<Consents>("POST", `${consentsOf(person)}/${consent}/withdraw`, { act });

export const readRetention = (): Promise<Answer<{ items: Retention[] }>> =>
    read<{ items: Retention[] }>("/api/retention");
export const listDue = (kind: string, cursor: string): Promise<Answer<Page<Due>>> =>
    read<Page<Due>>(`/api/retention/${kind}`, { cursor });
