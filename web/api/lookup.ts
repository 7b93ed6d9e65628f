// Finding people, units and accounts by what one types, and their names by their ids.
import { read } from "./client";
import type { Ref } from "./shapes";
import { comma } from "@/shell/language";

export type Found = { id: string; name: string; where: string };
type Searched = "person" | "unit" | "account" | "colleague";

interface Hit {
    id: string;
    name: string;
    where?: string;
    posts?: string[];
}

const most = 12;
const roads: Record<Searched, string> = {
    person: "/api/people",
    unit: "/api/units",
    account: "/api/accounts",
    colleague: "/api/colleagues",
};

export const isSearched = (kind: string): kind is Searched => kind in roads;

async function hits(kind: Searched, text: string): Promise<Hit[] | null> {
    const by = (path: string, query: Record<string, string | number>) =>
        read<{ items: Hit[] }>(path, { ...query, limit: most }).then((answer) => answer.data.items);
    if (kind === "account" || kind === "colleague") return by(roads[kind], { words: text });
    if (text !== "") return by("/api/search", { q: text, kind });
    return kind === "unit" ? by(roads.unit, {}) : null;
}

// Nothing where something must be typed first.
export async function look(kind: Searched, text: string): Promise<Found[] | null> {
    const found = await hits(kind, text);
    return (
        found?.map((hit) => ({
            id: hit.id,
            name: hit.name,
            where: hit.where ?? hit.posts?.join(comma()) ?? "",
        })) ?? null
    );
}

// The house a person lives in, or "".
export async function homeOf(person: string): Promise<string> {
    const answer = await read<{ home?: Ref | null }>(`${roads.person}/${person}`).catch(() => null);
    return answer?.data.home?.id ?? "";
}

export async function nameOf(kind: Searched, id: string): Promise<string> {
    const answer = await read<{ name?: string }>(`${roads[kind]}/${id}`).catch(() => null);
    return answer?.data.name ?? "";
}
