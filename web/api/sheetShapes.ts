// What the API answers about sheets: imports and exports.
import type { Words } from "@/shell/language";
import type { Ref } from "./shapes";

export interface ImportProblem {
    row: number;
    heading: string; // of the column; "" when it is about the whole row
    words: Words;
    grave: boolean; // the row is left out for it
}

// What tells people of one name apart; numbers are masked.
export interface ImportTraits {
    birth: string;
    address: string;
    phones: string;
    id_number: string;
}

export interface ImportRow {
    row: number;
    what: "new" | "update" | "same" | "duplicate" | "bad" | "kept" | "taken_back";
    name: string;
    decision: "" | "new" | "same" | "skip"; // of a row that may be somebody known
    of: Ref | null; // whom it updates or may be
    says: ImportTraits; // of a duplicate: what the row says
    known: ImportTraits; // and what is known
    fields: string[]; // what differs
    problems: ImportProblem[];
}

export type ImportState =
    | "waiting"
    | "reading"
    | "refused"
    | "ready"
    | "running"
    | "stopped"
    | "done"
    | "undoing"
    | "undone"
    | "discarded";

export interface ImportHead {
    id: string;
    kind: "people" | "places" | "units";
    file: string;
    state: ImportState;
    made: string;
    by: string;
    place: Ref;
    rows: number; // in the sheet, once it is read
    done: number; // of them, in this state
    counts: Record<"new" | "update" | "same" | "duplicate" | "bad" | "warned" | "places", number>;
}

export interface Import extends ImportHead {
    undecided: number; // duplicates about which nobody has said who they are
    refusal: { code: string; at: string; with: string } | null;
    columns: { column: string; heading: string; field: string }[];
    fields: { field: string; title: Words }[]; // what a column may be
    options: { sheet: string; as_of: string | null; make_places: boolean };
    can: string[]; // options decide start stop undo discard bad_rows
    edition: number;
}

export interface Export {
    id: string;
    state: "making" | "ready" | "failed" | "given_up";
    rows: number; // written so far
    of: number | null; // all there are, where that is known beforehand
    place: string;
    format: "xlsx" | "csv";
    made: string;
}
