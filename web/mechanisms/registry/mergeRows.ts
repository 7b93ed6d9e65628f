// Two records of one person side by side: each fact as either has it, and as it will stand. The
// record that stays keeps what it has and takes over only what it lacks; the server does it so.
import type { Person } from "@/api/shapes";
import { comma, inWords } from "@/shell/language";
import { dayWords } from "@/shell/time";
import { registryWords as w } from "@/words/registry";
import { codeName } from "./codes";
import { personFields } from "./personFields";

export interface MergeRow {
    title: string;
    stays: string;
    goes: string;
    after: string;
    differs: boolean;
}

const now = (person: Person, kind: string): string =>
    person.stays.find((stay) => stay.kind === kind && !stay.to)?.place?.name ?? "";

function facts(person: Person): [string, string][] {
    const fields = personFields().filter(({ name }) => name !== "name");
    return [
        [w.value.name, person.name],
        [w.value.idNumber, person.id_number],
        [w.value.birth, person.birth ? dayWords(person.birth) : ""],
        ...fields.map(({ name, title }): [string, string] => [
            inWords(title),
            codeName(name, String(person.values[name] ?? "")),
        ]),
        [w.value.lives, now(person, "lives")],
        [w.value.registeredAt, now(person, "registered")],
    ];
}

export function mergeRows(stays: Person, goes: Person): MergeRow[] {
    const others = facts(goes);
    const rows = facts(stays).map(([title, mine], at): MergeRow => {
        const theirs = others[at]?.[1] ?? "";
        const differs = mine !== "" && theirs !== "" && mine !== theirs;
        return { title, stays: mine, goes: theirs, after: mine || theirs, differs };
    });
    const [mine, theirs] = [stays.phones, goes.phones];
    const both = [...new Set([...mine, ...theirs])].join(comma());
    rows.splice(2, 0, {
        title: w.value.phone,
        stays: mine.join(comma()),
        goes: theirs.join(comma()),
        after: both,
        differs: mine.join() !== theirs.join(),
    });
    return rows.filter((row) => row.stays || row.goes);
}
