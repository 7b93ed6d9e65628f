// The territory tree, one level at a time.
import { read } from "./client";

export interface PlaceStep {
    id: string;
    name: string;
    way: { id: string; name: string }[]; // from the outermost place down to this one
    children: { id: string; name: string; leaf: boolean }[];
}

interface PlaceAnswer {
    id: string;
    name: string;
    way?: { id: string; name: string }[];
    children?: { id: string; name: string; level: string; has_children?: boolean }[];
}

// Without an id: the top of what whoever asks may see.
export async function placeWithin(id: string): Promise<PlaceStep> {
    const answer = await read<PlaceAnswer>(id ? `/api/places/${id}` : "/api/places");
    const place = answer.data;
    return {
        id: place.id,
        name: place.name,
        way: place.way ?? [{ id: place.id, name: place.name }],
        children: (place.children ?? []).map((child) => ({
            id: child.id,
            name: child.name,
            leaf: child.has_children === false,
        })),
    };
}
