// What is asked about whoever reports: the same few fields whatever the programme.
import { longest } from "@/api/limits";
import type { Choice, Field } from "@/fields/field";
import en from "@/words/en/cases";
import zh from "@/words/zh/cases";

const title = (key: "channel" | "forWhom" | "reporterName" | "reporterPhone") => ({
    zh: zh[key],
    en: en[key],
});

export function reporterFields(channels: Choice[]): Field[] {
    return [
        { name: "channel", kind: "choice", title: title("channel"), of: channels },
        { name: "person", kind: "person", title: title("forWhom") },
        {
            name: "name",
            kind: "text",
            title: title("reporterName"),
            longest: longest.report_case.name,
            personal: true,
        },
        { name: "phone", kind: "phone", title: title("reporterPhone"), personal: true },
    ];
}
