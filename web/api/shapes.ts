// The records as the server gives them. Each carries `can`: what whoever asked may do next.
import type { Choice, Field, Values } from "@/fields/field";
import type { Words } from "@/shell/language";

export interface Page<T> {
    items: T[];
    next?: string | null;
}

export interface Ref {
    id: string;
    name: string;
}

// ---- cases

export interface CaseRow {
    id: string;
    number: string;
    programme: string;
    part: string;
    title: string;
    state: string;
    state_title: Words;
    ended: boolean;
    opened: string;
    due: string | null;
    late: boolean;
    place: Ref | null;
    turn: string; // whose turn it is, by name
    kind_title: Words;
}

export interface Line {
    seq: number;
    at: string;
    actor: string;
    post: string;
    verb: string;
    title: Words;
    note: string;
    photos: string[];
}

export interface Deadline {
    due: string | null;
    reasons: Words[];
    calendar: number;
}

export interface Step {
    name: string;
    title: Words;
    asks: Field[];
    danger?: boolean;
}

export interface Case extends CaseRow {
    version: number;
    values: Values;
    names: Record<string, string>; // of what the values refer to
    fields: Field[];
    reporter: { name: string; phone: string; person: string | null } | null;
    deadline: Deadline | null;
    steps: Step[]; // what may be done now, with what each asks for
    timeline: Line[];
    joined: number; // neighbours who reported the same
    can: string[];
    edition: number;
}

export interface PartDeclared {
    programme: string;
    part: string; // "opinions.matter"
    version: number;
    title: Words;
    fields: Field[];
    asks: string[]; // the fields that a report asks for
    channels: Choice[];
    anonymous: boolean;
    states: { name: string; title: Words; ends: boolean }[];
}

export interface Receipt {
    id: string;
    number: string;
    code: string; // "" when it was given before: it is kept nowhere
    kind_title: Words;
    place: string;
    opened: string;
    due: string | null;
    office: string;
}

// ---- registry

export interface PlaceRow {
    id: string;
    name: string;
    kind: string;
    kind_title: Words;
    code: string;
    has_children: boolean;
}

export interface Place extends PlaceRow {
    way: Ref[];
    note: string;
    home: boolean; // a house that people live in
    counts: { people: number; households: number; houses: number; cases_open: number };
    edition: number;
    can: string[];
}

export interface PersonRow {
    id: string;
    name: string;
    sex: string;
    age: number | null;
    address: string;
    phone: string; // masked
    id_number: string; // masked
    relation?: string; // to the head, in a household
    from?: string;
    to?: string | null;
}

export interface Stay {
    kind: "lives" | "registered";
    place: Ref;
    from: string;
    to: string | null;
    basis: string;
    reason: string;
}

export interface Person {
    id: string;
    name: string;
    values: Values; // the plain fields, codes as they are kept
    birth: string | null;
    age: number | null;
    id_kind: string;
    id_number: string; // masked
    phones: string[]; // masked
    address: string;
    present: boolean;
    separated: boolean;
    died: string | null;
    merged_into: Ref | null;
    stays: Stay[];
    households: { id: string; name: string; relation: string; from: string; to: string | null }[];
    posts: PostRow[];
    account: { id: string; login: string } | null;
    edition: number;
    can: string[];
}

export interface Household {
    id: string;
    number: string;
    place: Ref;
    head: Ref | null;
    members: PersonRow[];
    from: string;
    to: string | null;
    note: string;
    edition: number;
    can: string[];
}

export interface House {
    place: Ref;
    code: string;
    use: string;
    area: number | null; // hundredths of a square metre
    owner: string;
    owner_person: string | null;
    owner_phone: string; // masked
    rented: boolean;
    note: string;
    edition: number;
}

export interface Unit {
    id: string;
    name: string;
    kind: string;
    kind_title: Words;
    code: string;
    parent: Ref | null;
    place: Ref;
    address: string;
    legal_person: string;
    contact: string;
    phone: string; // masked
    staff: number | null;
    note: string;
    units: Ref[];
    posts: PostRow[];
    edition: number;
    can: string[];
}

export interface PostRow {
    id: string;
    role: string;
    title: Words;
    place: Ref;
    unit: Ref | null;
    holder: string; // by name; "" when it is vacant
    account: string | null;
    person: string | null;
    stands_in_for: string | null;
    from: string;
    to: string | null;
    can: string[];
}

// One thing that touched a record: a line of the journal, or a case.
export interface Touch {
    at: string;
    title: Words;
    detail: string;
    kind: string;
    record: string | null;
    actor: string;
}

export interface Notice {
    seq: number;
    at: string;
    words: Words;
    record: string | null;
    read: string | null;
}
