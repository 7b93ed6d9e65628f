// The one search: what it asks, and which page each hit opens.
import { read, type Answer } from "@/api/client";
import type { Page } from "@/api/shapes";
import type { Words } from "@/shell/language";

export interface Hit {
    kind:
        | "person"
        | "place"
        | "unit"
        | "case"
        | "household"
        | "house"
        | "import"
        | "report"
        | "programme";
    id: string;
    name: string;
    title?: Words; // the name in both languages, where it has one
    where?: string;
    why?: "phone" | "id_number" | "address" | "code" | "number" | ""; // matched, if not the name
}

export function search(text: string, limit: number): Promise<Answer<Page<Hit>>> {
    return read<Page<Hit>>("/api/search", { q: text, limit });
}

export async function find(text: string, limit: number): Promise<Hit[]> {
    return (await search(text, limit)).data.items;
}

const pages: Record<Hit["kind"], string> = {
    person: "/people/",
    place: "/places/",
    unit: "/units/",
    case: "/cases/",
    household: "/households/",
    house: "/places/",
    import: "/imports/",
    report: "/reports/",
    programme: "/programmes/",
};

export function pageOf(hit: Pick<Hit, "kind" | "id">): string {
    return (pages[hit.kind] ?? "/places/") + hit.id;
}
