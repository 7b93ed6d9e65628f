// Small libraries of the tests' own that a program finds before those of the system: compiled when
// they are first asked for, gone when the test ends.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const made = new Map<string, string>();
let folder: string | undefined;
process.on("exit", () => folder && rmSync(folder, { recursive: true }));

// Where the library of this source is, for LD_PRELOAD.
export function preloaded(source: string): string {
    folder ??= mkdtempSync(join(tmpdir(), "linli-preloaded."));
    const library = made.get(source) ?? join(folder, basename(source, ".cpp") + ".so");
    if (!made.has(source))
        execFileSync("g++", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]);
    made.set(source, library);
    return library;
}
