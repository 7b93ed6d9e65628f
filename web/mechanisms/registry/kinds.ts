// The kinds of places and units, as data of the server: read once, then known.
import { computed, shallowRef } from "vue";
import { read } from "@/api/client";
import type { Choice } from "@/fields/field";

interface PlaceKind extends Choice {
    within: string[]; // the kinds it may stand in
}

const all = shallowRef<{ places: PlaceKind[]; units: Choice[] } | null>(null);
let asked = false;

export function wantKinds(): void {
    if (asked) return;
    asked = true;
    read<{ places: PlaceKind[]; units: Choice[] }>("/api/kinds")
        .then((answer) => (all.value = answer.data))
        .catch(() => (asked = false));
}

export const placeKinds = computed(() => all.value?.places ?? []);
export const unitKinds = computed(() => all.value?.units ?? []);
