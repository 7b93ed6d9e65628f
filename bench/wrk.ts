// Load by wrk, which says what came of it as JSON (report.lua).
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

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

// The same at so many a second: what a crowd feels that does not ask as fast as it can.
export function calm_load(loading: Loading, per_second: number): Load {
    const wait = (loading.connections / per_second) * 1000;
    return load({ ...loading, script: "pace.lua", arguments: [wait.toFixed(1)] });
}

function command({ script, ...loading }: Loading): [string, string[]] {
    const { address, path, cookie, connections, seconds } = loading;
    const on = loading.core === undefined ? [] : ["taskset", "-c", String(loading.core)];
    const [program, ...rest] = [
        ...on,
        ...["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "20s"],
        ...["-s", join(import.meta.dirname, script ?? "report.lua")],
        ...["-H", `Cookie: ${cookie}`, address + path],
        ...["--", ...(loading.arguments ?? [])],
    ];
    return [program!, rest];
}

const found_in = (said: string): Load => JSON.parse(said.slice(said.lastIndexOf("\n{") + 1));

export function load(loading: Loading): Load {
    return found_in(execFileSync(...command(loading), { encoding: "utf8" }));
}

// While something else goes on in this process.
export async function load_beside(loading: Loading): Promise<Load> {
    return found_in((await promisify(execFile)(...command(loading))).stdout);
}
