// The checks that other programs do: clang-format and prettier for shape, clang-tidy for lint.
// clang-tidy takes seconds a file, so its answer is kept under a hash of all it depends on: the
// file, every header of ours it reaches, and the settings.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { includes_of } from "./arrow.ts";
import type { Complaint, Source } from "./source.ts";
import { is_cpp } from "./source.ts";

export async function shape(all: Source[]): Promise<Complaint[]> {
    const cpp = await run("clang-format-14", ["--dry-run", ...all.filter(is_cpp).map(path_of)]);
    const front = all.filter((one) => /\.(ts|vue|css)$/.test(one.path));
    const web = await run("prettier", ["--list-different", ...front.map(path_of)]);
    const files = [
        ...[...cpp.output.matchAll(/^(\S+?):\d+:\d+: (?:warning|error)/gm)].map(
            ([, path]) => path!,
        ),
        ...web.output.split("\n").filter((text) => text !== ""),
    ];
    const what = "is not in shape: ./do format";
    return [...new Set(files)].map((path) => ({ path, line: 0, what }));
}

// Node runs TypeScript by leaving the types out; the compiler is what reads them.
export async function types(): Promise<Complaint[]> {
    const tests = await run("tests/node_modules/.bin/tsc", ["-p", "tests", "--pretty", "false"]);
    const web = existsSync("web/package.json")
        ? await run("npm", [
              "run",
              "--silent",
              "check",
              "--prefix",
              "web",
              "--",
              "--pretty",
              "false",
          ])
        : { status: 0, output: "" };
    const in_web = (one: Complaint): Complaint => ({ ...one, path: `web/${one.path}` });
    const complaints = [...type_errors(tests), ...type_errors(web).map(in_web)];
    if (complaints.length === 0 && tests.status + web.status !== 0) {
        throw new Error(`the type check failed: ${tests.output}${web.output}`);
    }
    return complaints;
}

function type_errors({ output }: { output: string }): Complaint[] {
    return [...output.matchAll(/^(\S+?)\((\d+),\d+\): error (.*)$/gm)].map(complaint);
}

function complaint([, path, line, what]: RegExpMatchArray): Complaint {
    return { path: path!, line: Number(line), what: what! };
}

function path_of(one: Source): string {
    return one.path;
}

export async function lint(all: Source[]): Promise<Complaint[]> {
    const folder = `${process.env["XDG_CACHE_HOME"] ?? homedir() + "/.cache"}/linli/tidy`;
    mkdirSync(folder, { recursive: true });
    const settings =
        readFileSync(".clang-tidy", "utf8") + readFileSync("tools/build.cmake", "utf8");
    const by_path = new Map(all.map((one) => [one.path, one]));
    const waiting = compiled().filter((path) => by_path.has(path));
    const complaints: Complaint[] = [];
    let done = 0;

    const worker = async (): Promise<void> => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
            const key = hash([settings, path, ...reached(path, by_path).map((one) => one.text)]);
            const kept = `${folder}/${key}`;
            if (!existsSync(kept)) writeFileSync(kept, await lint_one(path));
            complaints.push(...parse(readFileSync(kept, "utf8")));
            if (process.stderr.isTTY) process.stderr.write(`\rclang-tidy: ${++done} files `);
        }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    return unique(complaints);
}

async function lint_one(path: string): Promise<string> {
    const args = ["-p", "build", "--quiet", path];
    const { status, output } = await run("clang-tidy-14", args);
    const root = process.cwd() + "/";
    const findings = output.split("\n").filter((text) => /: (warning|error): /.test(text));
    // No finding and yet no success: clang-tidy itself failed, which must never pass for clean.
    if (status !== 0 && findings.length === 0) return `${path}:0:0: error: ${output.trim()}\n`;
    return findings.map((text) => text.replaceAll(root, "") + "\n").join("");
}

function parse(output: string): Complaint[] {
    return [...output.matchAll(/^(\S+?):(\d+):\d+: \w+: (.*)$/gm)].map(complaint);
}

// A header that many sources include is complained about once.
function unique(complaints: Complaint[]): Complaint[] {
    const seen = new Map(complaints.map((one) => [`${one.path}:${one.line}:${one.what}`, one]));
    return [...seen.values()].sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
}

// Our sources that the build compiles, from its own list of commands.
function compiled(): string[] {
    const commands = JSON.parse(readFileSync("build/compile_commands.json", "utf8")) as {
        file: string;
    }[];
    const root = process.cwd() + "/";
    const paths = commands.map((each) => each.file).filter((file) => file.startsWith(root));
    return [...new Set(paths.map((file) => file.slice(root.length)))].filter((path) =>
        path.startsWith("src/"),
    );
}

// The source and every header of ours that it includes, directly or through others, in order.
export function reached(path: string, by_path: Map<string, Source>): Source[] {
    const found = new Set([path]);
    for (const one of found) {
        const text = by_path.get(one);
        for (const include of text ? includes_of(text) : []) {
            if (include.ours && by_path.has(`src/${include.path}`))
                found.add(`src/${include.path}`);
        }
    }
    return [...found].sort().flatMap((one) => by_path.get(one) ?? []);
}

function hash(parts: string[]): string {
    const sum = createHash("sha256");
    for (const part of parts) sum.update(`${part.length}:`).update(part);
    return sum.digest("hex");
}

function run(command: string, args: string[]): Promise<{ status: number; output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        child.stdout.on("data", (bytes: Buffer) => (output += bytes.toString("utf8")));
        child.stderr.on("data", (bytes: Buffer) => (output += bytes.toString("utf8")));
        child.on("error", reject);
        child.on("close", (status) => resolve({ status: status ?? 1, output }));
    });
}
