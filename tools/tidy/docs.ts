// What README and docs name exists: every `./do …` and `linli …` with its options, every relative
// link, the endpoint behind every curl line, and what the guide quotes from the pages; and of every
// fault that is tested operators are told. Knows where commands, endpoints and words are declared;
// not whether what is said of them is true.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Complaint, Source } from "./source.ts";

export function docs(all: Source[]): Complaint[] {
    const text = (path: string): string => all.find((one) => one.path === path)?.text ?? "";
    const steps = new Set([...text("do").matchAll(/^do_(\w+)\(\)/gm)].map((match) => match[1]!));
    const commands = commands_of(text("src/app/main.cpp"));
    const endpoints = all
        .filter((one) => one.path.startsWith("src/channels/http/"))
        .flatMap((one) => endpoints_of(one.text));
    const shown = all
        .filter((one) => /^(web\/words\/zh\/|programmes\/|.*\/verbs\.cpp$)/.test(one.path))
        .map((one) => one.text)
        .join("\n");
    const untold = untold_faults(all, text("docs/operating/faults.md"));
    const pages = all
        .filter((one) => /^(docs\/.*|[^/]+)\.md$/.test(one.path))
        .flatMap((page) =>
            page.lines.flatMap((line, index) =>
                [
                    ...wrong_steps(line, steps),
                    ...wrong_commands(line, commands),
                    ...wrong_links(line, page.path),
                    ...wrong_requests(statement_at(page.lines, index), endpoints),
                    ...(page.path.startsWith("docs/guide/") ? wrong_words(line, shown) : []),
                ].map((what) => ({ path: page.path, line: index + 1, what })),
            ),
        );
    return [...pages, ...untold];
}

// Whoever operates is told of every fault that is tested.
export function untold_faults(all: Source[], told: string): Complaint[] {
    return all
        .filter(({ path }) => /^tests\/faults\/.*\.test\.ts$/.test(path) && !told.includes(path))
        .map(({ path }) => ({
            path,
            line: 1,
            what: "docs/operating/faults.md does not tell of it",
        }));
}

// Command → its options, from the calls of CLI11 in main.cpp: what follows a subcommand is its own.
export function commands_of(main: string): Map<string, Set<string>> {
    const commands = new Map<string, Set<string>>();
    const begins = [...main.matchAll(/(?:add_subcommand\(\s*|add_files\(linli, )"(\w+)"/g)];
    begins.forEach((begin, index) => {
        const own = main.slice(begin.index, begins[index + 1]?.index ?? main.length);
        const options = [...own.matchAll(/"(--[a-z-]+)"/g)].map((match) => match[1]!);
        if (own.includes("add_place(")) options.push("--data", "--database");
        if (own.includes("add_seals(")) options.push("--seals");
        commands.set(begin[1]!, new Set([...options, "--help"]));
    });
    return commands;
}

export function endpoints_of(source: string): string[] {
    const declared = /\.method = "(\w+)",\s*\.path = "([^"]+)"/g;
    return [...source.matchAll(declared)].map((match) => `${match[1]} ${match[2]}`);
}

function wrong_steps(line: string, steps: Set<string>): string[] {
    return [...line.matchAll(/(?<![\w/])\.\/do ([a-z]+)/g)]
        .filter((match) => !steps.has(match[1]!))
        .map((match) => `there is no ./do ${match[1]}`);
}

function wrong_commands(line: string, commands: Map<string, Set<string>>): string[] {
    const found: string[] = [];
    for (const [, name, rest] of line.matchAll(/(?<![\w./-])linli ([a-z]+)((?: +[^`；，。]*)?)/g)) {
        const options = commands.get(name!);
        if (!options) {
            found.push(`there is no linli ${name}`);
            continue;
        }
        // In a list of commands, what is said of one stands behind two spaces.
        const said = rest!.split(/ {2,}/)[0]!;
        for (const [option] of said.matchAll(/--[a-z][a-z-]*/g))
            if (!options.has(option)) found.push(`linli ${name} has no ${option}`);
    }
    return found;
}

function wrong_links(line: string, page: string): string[] {
    return [...line.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1]!)
        .filter((to) => !/^[a-z]+:/.test(to) && !to.startsWith("#"))
        .filter((to) => !existsSync(join(dirname(page), to.split("#")[0]!)))
        .map((to) => `the link to ${to} leads nowhere`);
}

// In the guide “…” quotes what stands on a page.
function wrong_words(line: string, shown: string): string[] {
    return [...line.matchAll(/“([^”]*)”/g)]
        .map((match) => match[1]!)
        .filter((words) => !shown.includes(words))
        .map((words) => `no page says “${words}”`);
}

// The whole of a command that goes on with a backslash, given at its first line.
function statement_at(lines: string[], index: number): string {
    if (index > 0 && lines[index - 1]!.endsWith("\\")) return "";
    let whole = lines[index]!;
    for (let next = index; lines[next]!.endsWith("\\") && next + 1 < lines.length;)
        whole += "\n" + lines[(next += 1)]!;
    return whole;
}

export function wrong_requests(statement: string, endpoints: string[]): string[] {
    if (!/^\s*curl /.test(statement)) return [];
    const method = / -X (\w+)/.exec(statement)?.[1] ?? "GET";
    const path = /\$LINLI(\/[^\s"?]*)/.exec(statement)?.[1] ?? "";
    const known = endpoints.some((one) => {
        const [its_method, its_path] = one.split(" ");
        const shape = its_path!.replace(/\{\w+\}/g, "[^/]+");
        return its_method === method && new RegExp(`^${shape}$`).test(path);
    });
    return known ? [] : [`there is no ${method} ${path}`];
}
