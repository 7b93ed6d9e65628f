// The pages of the console in the order of the menu, each with the right one needs to see it.
import type { consoleWords } from "@/words/console";

type Name = Exclude<keyof (typeof consoleWords)["value"], "menu">;

export interface Entry {
    to: string;
    name: Name;
    right?: string;
}

export const daily: Entry[] = [
    { to: "/", name: "today" },
    { to: "/cases", name: "cases", right: "cases.see" },
    { to: "/lost", name: "lost", right: "cases.report_for" },
    { to: "/registry", name: "registry", right: "people.see" },
    { to: "/proposals", name: "proposals", right: "people.edit" },
    { to: "/watches", name: "watches", right: "reports.edit" },
    { to: "/figures", name: "figures", right: "cases.see" },
    { to: "/reports", name: "reports", right: "reports.edit" },
];

export const office: Entry[] = [
    { to: "/imports", name: "imports", right: "people.import" },
    { to: "/posts", name: "posts" },
    { to: "/routes", name: "routes", right: "posts.edit" },
    { to: "/accounts", name: "accounts", right: "accounts.edit" },
    { to: "/calendar", name: "calendar" },
    { to: "/programmes", name: "programmes" },
    { to: "/journal", name: "journal", right: "journal.read" },
];
