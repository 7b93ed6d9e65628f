// Finding people, units and places by what one types, and their names by their ids.
import { read } from "./client";

export type Found = { id: string; name: string; where: string };
type Kind = "person" | "unit" | "place";

interface Hit {
    kind: string;
    id: string;
    name: string;
    where?: string;
}

const roads: Record<string, string> = {
    person: "/api/people",
    unit: "/api/units",
    place: "/api/places",
};

export async function look(kind: Kind, text: string): Promise<Found[]> {
    const answer = await read<{ items: Hit[] }>("/api/search", { q: text, kind, limit: 12 });
    return answer.data.items.map((hit) => ({ id: hit.id, name: hit.name, where: hit.where ?? "" }));
}

export async function nameOf(kind: string, id: string): Promise<string> {
    const answer = await read<{ name?: string }>(`${roads[kind] ?? "/api/places"}/${id}`).catch(
        () => null,
    );
    return answer?.data.name ?? "";
}
