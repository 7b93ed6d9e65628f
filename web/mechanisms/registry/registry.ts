// The questions and acts of the registry, as every surface asks them.
import { read, write, type Answer } from "@/api/client";
import type {
    CaseRow,
    House,
    Household,
    Page,
    Person,
    PersonRow,
    Place,
    PlaceRow,
    PostRow,
    Touch,
    Unit,
} from "@/api/shapes";
import type { Values } from "@/fields/field";

export const readPlace = (id: string): Promise<Answer<Place>> =>
    read<Place>(`/api/places/${id || "top"}`);
export const readChildren = (id: string, cursor = ""): Promise<Answer<Page<PlaceRow>>> =>
    read<Page<PlaceRow>>(`/api/places/${id}/children`, { cursor, limit: 200 });
export const readHouse = (place: string): Promise<Answer<House>> =>
    read<House>(`/api/houses/${place}`);
export const readPerson = (id: string): Promise<Answer<Person>> =>
    read<Person>(`/api/people/${id}`);
export const readHousehold = (id: string): Promise<Answer<Household>> =>
    read<Household>(`/api/households/${id}`);
export const readUnit = (id: string): Promise<Answer<Unit>> => read<Unit>(`/api/units/${id}`);

export const listPeople = (
    within: string,
    of: string,
    cursor: string,
): Promise<Answer<Page<PersonRow>>> => read<Page<PersonRow>>("/api/people", { within, of, cursor });
export const listPosts = (within: string, cursor = ""): Promise<Answer<Page<PostRow>>> =>
    read<Page<PostRow>>("/api/posts", { within, cursor });
export const listTouches = (
    kind: string,
    id: string,
    cursor: string,
): Promise<Answer<Page<Touch>>> => read<Page<Touch>>("/api/history", { kind, record: id, cursor });
export const listCasesOf = (query: Record<string, string>): Promise<Answer<Page<CaseRow>>> =>
    read<Page<CaseRow>>("/api/cases", { list: "all", ...query });

// What is masked of a record, once somebody has said why: looking is journaled.
export async function reveal(
    of: "people" | "houses" | "units",
    id: string,
    field: string,
    purpose: string,
    act: string,
): Promise<string> {
    const fields = of === "people" ? [field] : undefined;
    const body = { fields, purpose };
    const answer = await write<Values>("POST", `/api/${of}/${id}/reveal`, { body, act });
    const value = answer.data[field];
    return Array.isArray(value) ? value.join(" ") : String(value ?? "");
}
