// Code tables (GB/T …) as they are shown: read once, then known.
import { shallowRef } from "vue";
import { read } from "@/api/client";
import type { Choice } from "@/fields/field";
import { inWords } from "@/shell/language";

export const codeTables = shallowRef<Record<string, Choice[]>>({});
let asked = false;

export function wantCodes(): void {
    if (asked) return;
    asked = true;
    read<Record<string, Choice[]>>("/api/codes")
        .then((answer) => (codeTables.value = answer.data))
        .catch(() => (asked = false));
}

// The name of a code; the code itself while, or where, no name is known.
export function codeName(table: string, code: string): string {
    return inWords(codeTables.value[table]?.find((one) => one.value === code)?.title) || code;
}
