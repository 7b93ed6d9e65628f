// The arrow of ARCHITECTURE.md: a module includes only itself and what it USES in CMakeLists.txt,
// directly or through others. And a heavy header stays in one source, behind a small one of ours.
import type { Complaint, Source } from "./source.ts";
import { is_cpp } from "./source.ts";

export type Modules = Map<string, Set<string>>; // module → all it may include, itself too

export function modules_of(cmake: string): Modules {
    const direct = new Map<string, string[]>();
    for (const [, name, rest] of cmake.matchAll(/^module\((\S+)([^)]*)\)/gm)) {
        const uses = / USES ([^A-Z]*)/.exec(rest!)?.[1] ?? "";
        direct.set(
            name!,
            uses.split(/\s+/).filter((word) => word !== ""),
        );
    }
    const closed: Modules = new Map();
    for (const name of direct.keys()) {
        const reached = new Set([name]);
        for (const one of reached) for (const used of direct.get(one) ?? []) reached.add(used);
        closed.set(name, reached);
    }
    return closed;
}

// The module a path under src belongs to: the longest module name that is a folder above it.
export function module_of(path: string, modules: Modules): string | undefined {
    const above = [...modules.keys()].filter((name) => path.startsWith(name + "/"));
    return above.sort((a, b) => b.length - a.length)[0];
}

interface Include {
    line: number;
    path: string;
    ours: boolean;
}

export function includes_of(one: Source): Include[] {
    const found: Include[] = [];
    one.lines.forEach((text, index) => {
        const match = /^\s*#\s*include\s+(["<])([^">]+)[">]/.exec(text);
        if (match) found.push({ line: index + 1, path: match[2]!, ours: match[1] === '"' });
    });
    return found;
}

export function arrow(all: Source[]): Complaint[] {
    const cmake = all.find((one) => one.path === "CMakeLists.txt");
    const modules = modules_of(cmake?.text ?? "");
    const complaints: Complaint[] = [];
    for (const one of all.filter((each) => /^src\/.*\.(h|cpp)$/.test(each.path))) {
        const from = module_of(one.path.slice("src/".length), modules);
        if (from === undefined) {
            complaints.push({
                path: one.path,
                line: 0,
                what: "belongs to no module of CMakeLists.txt",
            });
            continue;
        }
        for (const include of includes_of(one).filter((each) => each.ours)) {
            const to = module_of(include.path, modules);
            if (to !== undefined && modules.get(from)!.has(to)) continue;
            // A test may use what stands on its module: the lane's wants a journal, say.
            const stands_on = to !== undefined && modules.get(to)!.has(from);
            if (stands_on && one.path.endsWith("_test.cpp")) continue;
            const why =
                to === undefined ? "is in no module" : `is in ${to}, and ${from} may not use it`;
            complaints.push({
                path: one.path,
                line: include.line,
                what: `"${include.path}" ${why}`,
            });
        }
    }
    return complaints;
}

// Headers that take seconds to compile, and in how many sources each may be.
const heavy: { name: string; header: RegExp; sources: number }[] = [
    { name: "Beast and Asio", header: /^boost\/(beast|asio)/, sources: 4 },
    { name: "yaml-cpp", header: /^yaml-cpp\//, sources: 1 },
    { name: "simdjson", header: /^simdjson/, sources: 1 },
    { name: "spdlog", header: /^spdlog\//, sources: 1 },
    { name: "CLI11", header: /^CLI\//, sources: 1 },
    { name: "ICU", header: /^unicode\//, sources: 3 },
    { name: "libxlsxwriter", header: /^xlsxwriter/, sources: 1 },
    { name: "libpq", header: /^libpq-fe/, sources: 1 },
    { name: "libcurl", header: /^curl\//, sources: 1 },
    { name: "libvips", header: /^vips\//, sources: 1 },
];

export function heavy_headers(all: Source[]): Complaint[] {
    const complaints: Complaint[] = [];
    for (const { name, header, sources } of heavy) {
        const users = all
            .filter(is_cpp)
            .map((one) => ({
                one,
                include: includes_of(one).find((each) => header.test(each.path)),
            }))
            .filter((user) => user.include !== undefined);
        for (const { one, include } of users.filter((user) => user.one.path.endsWith(".h"))) {
            complaints.push({ path: one.path, line: include!.line, what: `${name} in a header` });
        }
        if (users.length <= sources) continue;
        for (const { one, include } of users) {
            const what = `${name} is in ${users.length} sources; at most ${sources} may have it`;
            complaints.push({ path: one.path, line: include!.line, what });
        }
    }
    return complaints;
}
