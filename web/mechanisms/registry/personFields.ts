// The plain fields of a person in the order a form asks for them; those with a code table are
// chosen.
import { longest } from "@/api/limits";
import type { Field } from "@/fields/field";
import en from "@/words/en/registry";
import zh from "@/words/zh/registry";
import { codeTables } from "./codes";

// The numbers of one line, as they are typed.
export const phonesIn = (line: string): string[] => line.split(/[;；,，、\s]+/).filter(Boolean);
export const longest_phones = 120; // six of them

type Name = keyof typeof zh.fields;
const lengths: Partial<Record<Name, number>> = longest.edit_person;

const tables: Partial<Record<Name, string>> = {
    sex: "sex",
    ethnic: "ethnic",
    marital: "marital",
    political: "political",
    education: "education",
    health: "health",
    employment: "employment",
};

export function personFields(): Field[] {
    return (Object.keys(zh.fields) as Name[]).map((name) => {
        const table = tables[name];
        return {
            name,
            kind: table ? "choice" : "text",
            title: { zh: zh.fields[name], en: en.fields[name] },
            ...(name === "native_place" && { help: { zh: zh.divisionCode, en: en.divisionCode } }),
            required: name === "name",
            longest: table ? undefined : lengths[name],
            of: table ? (codeTables.value[table] ?? []) : [],
        };
    });
}
