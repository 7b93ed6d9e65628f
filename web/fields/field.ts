// A declared field and the values its kinds hold. The server checks; here is only what asking
// needs.
import type { Problem } from "@/api/client";
import type { Words } from "@/shell/language";

export type Kind =
    | "text"
    | "choice"
    | "choices"
    | "number"
    | "yes_no"
    | "day"
    | "instant"
    | "place"
    | "person"
    | "unit"
    | "account"
    | "colleague"
    | "photo"
    | "phone";

export interface Choice {
    value: string;
    title: Words;
}

export interface Field {
    name: string;
    kind: Kind;
    title: Words;
    help?: Words;
    required?: boolean;
    required_unless?: string; // the field that may be given in its place
    personal?: boolean;
    longest?: number;
    line?: boolean; // of a text: one line, however long
    most?: number;
    least?: number;
    level?: string;
    kinds?: string[]; // of a place: only these
    of?: Choice[];
}

// What a control says to whoever hears the page.
export interface Told {
    "aria-describedby": string | undefined;
    "aria-invalid": "true" | undefined;
}

// What a reference looks like when it is shown: an id with its name.
export interface Named {
    id: string;
    name: string;
}

export type Value = string | number | boolean | string[] | null | undefined;
export type Values = Record<string, Value>;

export function isEmpty(value: Value): boolean {
    return (
        value === null ||
        value === undefined ||
        value === "" ||
        (Array.isArray(value) && value.length === 0)
    );
}

// The values to send: what was left empty is left out.
export function filled(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

// Photos still on the device, by the field they belong to.
export type Photos = Record<string, Blob[]>;

// The first field that must be filled in and is not. The server says the same; asking here first
// spares a way to it, and an act that waits in the outbox is whole.
export function missing(fields: Field[], values: Values, photos: Photos = {}): Problem | null {
    const empty = (field: Field) =>
        field.kind === "photo"
            ? (photos[field.name]?.length ?? 0) === 0 && isEmpty(values[field.name])
            : isEmpty(values[field.name]);
    const given = (name = "") => fields.some((field) => field.name === name && !empty(field));
    const first = fields.find(
        (field) =>
            empty(field) &&
            (field.required || (field.required_unless && !given(field.required_unless))),
    );
    return first
        ? {
              status: 422,
              code: "field_missing",
              at: first.name,
              with: first.required_unless ?? "",
          }
        : null;
}

// The field a problem is about, by the way the server names: "values.photo_after".
export function fieldOf(problem: Problem | null | undefined, fields: Field[]): Field | undefined {
    const name = problem?.at.split(".").pop();
    return name ? fields.find((field) => field.name === name) : undefined;
}

// What is left to be said beside the button: a problem of one field is said at the field.
export function general(problem: Problem | null, fields: Field[]): Problem | null {
    return fieldOf(problem, fields) ? null : problem;
}
