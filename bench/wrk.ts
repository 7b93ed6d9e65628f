// Load by wrk, which says what came of it as JSON (report.lua).
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export interface Load {
    per_second: number;
    p50: number; // milliseconds
    p99: number;
    errors: number; // sockets, and answers that were no success
}

export interface Loading {
    address: string;
    path: string;
    cookie: string;
    connections: number;
    seconds: number;
    script?: string; // of this folder; report.lua when not given
    arguments?: string[]; // of the script
    core?: number; // the load stays on it
}

export function load(loading: Loading): Load {
    const { address, path, cookie, connections, seconds } = loading;
    const script = join(import.meta.dirname, loading.script ?? "report.lua");
    const on = loading.core === undefined ? [] : ["taskset", "-c", String(loading.core)];
    const [program, ...rest] = [
        ...on,
        ...["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "20s"],
        ...["-s", script, "-H", `Cookie: ${cookie}`, address + path],
        ...["--", ...(loading.arguments ?? [])],
    ];
    const said = execFileSync(program!, rest, { encoding: "utf8" });
    return JSON.parse(said.slice(said.lastIndexOf("\n{") + 1));
}
