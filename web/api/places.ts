// The territory tree, one level at a time.
import { read } from "./client";
import type { Page, Place, PlaceRow, Ref } from "./shapes";

export interface PlaceStep {
    id: string;
    name: string;
    way: Ref[]; // from the outermost place down to this one
    children: { id: string; name: string; leaf: boolean }[];
}

// Without an id: where whoever asks begins.
export async function placeWithin(id: string): Promise<PlaceStep> {
    const place = (await read<Place>(`/api/places/${id || "top"}`)).data;
    const below = await read<Page<PlaceRow>>(`/api/places/${place.id}/children`, { limit: 200 });
    return {
        id: place.id,
        name: place.name,
        way: place.way,
        children: below.data.items.map((child) => ({
            id: child.id,
            name: child.name,
            leaf: !child.has_children,
        })),
    };
}
