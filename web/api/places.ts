// The territory tree, one level at a time.
import { read, type Answer } from "./client";
import type { Page, Place, PlaceRow, Ref } from "./shapes";

export interface PlaceStep {
    id: string;
    name: string;
    kind: string;
    way: Ref[]; // from the outermost place down to this one
    children: { id: string; name: string; kind: string; leaf: boolean }[];
}

async function childrenOf(id: string): Promise<PlaceRow[]> {
    const all: PlaceRow[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
        const path = `/api/places/${id}/children`;
        const { data }: Answer<Page<PlaceRow>> = await read(path, { limit: 200, cursor });
        all.push(...data.items);
        cursor = data.next ?? null;
    }
    return all;
}

// Without an id: the place of all that whoever asks may choose from.
export async function placeWithin(id: string): Promise<PlaceStep> {
    const place = (await read<Place>(`/api/places/${id || "top"}`)).data;
    return {
        id: place.id,
        name: place.name,
        kind: place.kind,
        way: place.way,
        children: (await childrenOf(place.id)).map((child) => ({
            id: child.id,
            name: child.name,
            kind: child.kind,
            leaf: !child.has_children,
        })),
    };
}
