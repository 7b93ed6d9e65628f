// The pages of the console in the order of the menu, each with the rights of which one is needed to
// see it.
import type { consoleWords } from "@/words/console";

type Name = Exclude<keyof (typeof consoleWords)["value"], "menu">;

export interface Entry {
    to: string;
    name: Name;
    rights?: string[];
}

export const daily: Entry[] = [
    { to: "/", name: "today" },
    { to: "/cases", name: "cases", rights: ["cases.see", "teams.see"] },
    { to: "/lost", name: "lost", rights: ["cases.report_for"] },
    { to: "/registry", name: "registry", rights: ["people.see", "places.edit"] },
    { to: "/proposals", name: "proposals", rights: ["people.edit"] },
    { to: "/watches", name: "watches", rights: ["reports.edit"] },
    { to: "/teams", name: "teams", rights: ["teams.see"] },
    { to: "/figures", name: "figures", rights: ["cases.see", "teams.see"] },
    { to: "/reports", name: "reports", rights: ["reports.edit"] },
];

export const office: Entry[] = [
    { to: "/imports", name: "imports", rights: ["people.import", "places.edit", "units.edit"] },
    { to: "/retention", name: "retention", rights: ["people.edit"] },
    { to: "/posts", name: "posts" },
    { to: "/routes", name: "routes", rights: ["posts.edit"] },
    { to: "/accounts", name: "accounts", rights: ["accounts.edit"] },
    { to: "/calendar", name: "calendar" },
    { to: "/programmes", name: "programmes" },
    { to: "/condition", name: "condition", rights: ["upkeep.see"] },
    { to: "/webhooks", name: "webhooks", rights: ["webhooks.edit"] },
    { to: "/journal", name: "journal", rights: ["journal.read"] },
    { to: "/rights", name: "rights", rights: ["journal.read"] },
];
