// The records as the server gives them. Each carries `can`: what whoever asked may do next.
import type { Choice, Field, Value, Values } from "@/fields/field";
import type { Words } from "@/shell/language";

export interface Page<T> {
    items: T[];
    next?: string | null;
}

export interface Ref {
    id: string;
    name: string;
}

export type * from "./sheetShapes";

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
    paused: boolean;
    closed: string | null;
    turn: string; // whose turn it is, by name, else by role
    turn_title: Words;
    kind_title: Words;
    part_title: Words;
    joined: number; // neighbours who reported the same
    request?: Words; // more time, asked for and not yet decided
    decides?: boolean; // and it waits for me
}

export interface Line {
    seq: number;
    at: string;
    actor: string; // by name where one may know it
    post_title: Words;
    verb: string;
    title: Words;
    late: boolean;
    note: Words;
    photos: string[];
}

export interface Deadline {
    due: string | null;
    reasons: Words[];
    calendar: number;
    workdays_left?: number;
}

export interface Step {
    name: string;
    title: Words;
    asks: Field[];
    danger?: boolean;
    awaited?: boolean; // it is their turn to
}

export interface Case extends CaseRow {
    version: number;
    values: Values;
    names: Record<string, string>; // of what the values refer to
    fields: Field[];
    reporter: { name: string; phone: string; person: string | null; party: number } | null;
    channel_title: Words;
    hands: { leads: boolean; state: string; unit: Ref | null }[];
    merged_into: string | null;
    due_title: Words; // of the step that it waits for
    deadline: Deadline | null;
    steps: Step[]; // what may be done now, with what each asks for
    timeline: Line[];
    can: string[];
    edition: number;
}

export interface PartDeclared {
    programme: string;
    part: string; // "opinions.matter"
    version: number;
    title: Words;
    help: Words; // for whoever has to choose; may be empty
    fields: Field[];
    asks: string[]; // the fields that a report asks for
    channels: (Choice & { staff?: boolean })[];
    anonymous: boolean;
    confidential?: boolean; // told to a team, which the form names
    joins?: boolean; // neighbours may join instead of reporting again
    states: { name: string; title: Words; ends: boolean }[];
    steps: StepDeclared[];
    routes: string; // the field that, with the place, says which unit is responsible; or ""
    watched: "" | "week" | "month" | "quarter" | "year"; // somebody confirms each that none is none
}

export interface StepDeclared {
    name: string;
    title: Words;
    from: string[];
    to: string; // "" when it stays where it is
    by: string;
    or: string;
    within: Words;
}

export interface Receipt {
    id: string;
    number: string;
    code: string; // "" when it was given before: it is kept nowhere
    kind_title: Words;
    place: string;
    opened: string;
    due: string | null;
    due_title: Words; // of the step that is due then
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

export interface UnitRow {
    id: string;
    name: string;
    kind: string;
    kind_title: Words;
    code: string;
    place: Ref;
}

export interface Place extends PlaceRow {
    way: Ref[];
    note: string;
    home: boolean; // a house that people live in
    // null: not for one to count
    counts: {
        people: number | null;
        households: number | null;
        houses: number;
        cases_open: number | null;
    };
    edition: number;
    can: string[];
}

export interface PersonRow {
    id: string;
    name: string;
    sex: string;
    age: number | null;
    address: string;
    separated: boolean; // 人户分离
    relation?: string; // to the head, in a household
    from?: string;
    to?: string | null;
}

export interface Stay {
    kind: "lives" | "registered";
    place: Ref | null;
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
    merged: string[]; // records that were merged into this one
    owns: Ref[]; // houses
    stays: Stay[];
    households: {
        id: string;
        number: string;
        name: string; // of its head
        relation: string;
        from: string;
        to: string | null;
    }[];
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
    can: string[];
}

export interface Unit extends UnitRow {
    parent: Ref | null;
    address: string;
    legal_person: string;
    contact: string;
    phone: string; // masked
    staff: number | null;
    note: string;
    units: Ref[];
    posts: PostRow[];
    to: string | null; // since when it is no more
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
    detail: string;
    kind: string;
    verb: string;
    record: string | null;
    actor: string;
    person: string; // whom a line of a household is about
}

export interface Notice {
    seq: number;
    at: string;
    words: Words;
    record: string | null;
    read: string | null;
}

// ---- calendar

export interface CalendarDay {
    day: string;
    works: boolean; // a weekend day that is worked, else a holiday
    name: Words;
}

// Minutes since midnight.
export interface Span {
    from: number;
    to: number;
}

export interface Calendar {
    version: number;
    years: number[];
    days: CalendarDay[];
    hours: { from: string; spans: Span[] }[]; // from the day on
    usual_hours: Span[];
    may_edit: boolean;
}

// Which unit is responsible for what: entries, and what holds at the place that was asked for.
export interface Routes {
    items: { word: string; place: Ref; unit: Ref | null }[];
    coverage: { word: string; unit: Ref | null }[];
}

// Days for which somebody confirmed that a register was kept.
export interface Watched {
    from: string;
    to: string;
    count: number;
    made: string;
}

// ---- accounts

export interface Session {
    id: string;
    agent: string;
    address: string;
    begun: string;
    current: boolean;
}

export interface Account {
    id: string;
    login: string;
    name: string;
    person: string | null;
    closed: boolean;
    second_factor: boolean;
    posts: string[];
    can: string[];
}

export interface Slip {
    id: string;
    code: string;
    name: string;
    login: string;
    ends: string;
    office: string;
}

export interface Coverage {
    role: string;
    title: Words;
    kind: string;
    kind_title: Words;
    places: number;
    held: number;
}

// ---- programmes, journal

export interface Programme {
    name: string;
    title: Words;
    version: number;
    published: string;
    also: string[]; // other names for it
    parts: PartDeclared[];
    source: string;
    versions: { version: number; published: string; by: string }[];
}

export interface JournalLine {
    seq: number;
    at: string;
    actor: string;
    about: string; // whom an account or a post is of
    post_title?: Words | null;
    kind: string;
    verb: string;
    title?: Words | null;
    record: string | null;
    place: string | Ref | null;
    programme: string;
    basis: string;
    body: { hat?: string };
}

// ---- figures and reports

export interface FigureDeclared {
    figure: string; // "opinions.received"
    programme: string;
    programme_title: Words;
    title: Words;
    unit: Words;
    kind: "count" | "distinct" | "sum" | "share";
    by: string;
}

export interface FigureAnswer {
    figure: string;
    count: number;
    among: number;
    said: Words;
    parts: { value: string; title: Words; count: number }[];
    unwatched: Ref[];
}

export interface FigureRecord {
    kind: string;
    id: string;
    name: string;
    at: string | null;
    state_title: Words; // of a case
    late: boolean;
    since: "" | "added" | "gone"; // the report was issued
}

export interface FigureRecords {
    items: FigureRecord[];
    next: string | null;
    hidden: number; // counted, but not to be opened by whoever asks
    hidden_added: number; // the same, of those that were added since
}

export interface ReportRow {
    id: string;
    title: string;
    place: Ref;
    period: string;
    issued: string | null;
    edition: number;
}

export interface Stated {
    figure: string;
    said: string;
    asked: string;
    differs: string | null;
    added: number;
    gone: number;
}

export interface Report extends ReportRow {
    signed_by: string;
    day: string;
    note: string;
    blocks: { level: number; text: string; segments: { text: string; figure: string }[] }[];
    figures: Stated[];
    warnings: { code: string; at: string; with: string }[];
    issued_by: string;
    can: string[];
}

// ---- what a resident sees of their own record

export interface Look {
    at: string;
    actor: string;
    post_title: Words;
    where: "person" | "case" | "list";
    purpose: string;
    fields: string[];
}

export interface MyRecord extends Person {
    pending: boolean; // a correction waits to be checked
    proposals: { id: string; state: string; reason: string; made: string; fields: string[] }[];
    looks: Look[];
}

// A correction that a resident proposed, before somebody has decided.
export interface Proposal {
    id: string;
    person: Ref;
    address: string;
    made: string;
    values: { field: string; value: string; before: string }[];
    can: string[];
}

// ---- what everyone may read

export interface PublicCase {
    id: string;
    number: string;
    part_title: Words;
    kind_title: Words;
    place: string;
    closed: string;
    shown: { title: Words; words: Words; kind: string; value: Value }[];
}

// Whose number ends as somebody says it at the window.
export interface Lost extends CaseRow {
    party: number;
    party_name: string; // masked; "" when none was given
}

// An open matter of a neighbour that a report would double: what may be told of it.
export interface Alike {
    id: string;
    number: string;
    state_title: Words;
    kind_title: Words;
    place: string;
    opened: string;
    parties: number;
}

export interface SecondFactor {
    since: string | null;
    recovery_codes_left: number;
    must: boolean;
}

export interface SecondFactorBegun {
    secret: string;
    address: string;
}

export interface SecondFactorSet {
    recovery_codes: string[];
}
