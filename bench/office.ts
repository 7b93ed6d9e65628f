// The office that is measured: made once for each size and engine, kept in build/bench, and used
// again as long as its schema is the one of today.
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "../tests/harness/client.ts";
import { admin, free_port, linli, pause } from "../tests/harness/server.ts";
import { write_houses, write_people, write_places } from "./sheets.ts";

export const tool = join(import.meta.dirname, "../build/linli_bench");
const kept = join(import.meta.dirname, "../build/bench");
export const password = "four lamps at the gate";

export interface Staff {
    login: string;
    role: string;
    place: string;
}

export interface Size {
    people: number;
    cases: number;
}

export interface Office {
    data: string;
    size: Size;
    staff: Staff[];
    database: string | undefined;
    import_seconds: number; // of the people
}

export function run(program: string, args: string[], input = ""): string {
    const done = spawnSync(program, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
    if (done.status === 0) return done.stdout;
    throw new Error(`${program} ${args[0]}: ${(done.stderr + done.stdout).slice(0, 2000)}`);
}

// What linli_bench prints: lines of JSON.
export function bench(args: string[]): any[] {
    return run(tool, args)
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
}

// A new office with its communities and grids, or with every home as well.
export async function new_office(data: string, people: number, homes: boolean): Promise<void> {
    rmSync(data, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    run(linli, ["init", "--data", data, "--admin", admin.login], admin.first_password + "\n");
    const places = join(kept, "places.csv");
    await (homes ? write_houses(places, people) : write_places(places, people));
    run(linli, ["import", "--data", data, "--kind", "places", places]);
}

export const in_bench = (name: string): string => join(kept, name);

export async function office(size: Size, engine: "sqlite" | "postgres"): Promise<Office> {
    const data = join(kept, `${engine}-${size.people}-${size.cases}`);
    const noted = join(data, "bench.json");
    if (engine === "sqlite" && existsSync(noted)) return JSON.parse(readFileSync(noted, "utf8"));
    rmSync(data, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    const database = engine === "postgres" ? process.env["LINLI_TEST_DATABASE"] : undefined;

    console.error(`making an office of ${size.people} people, ${size.cases} cases (${engine})`);
    const place = database ? ["--database", database] : [];
    run(
        linli,
        ["init", "--data", data, "--admin", admin.login, ...place],
        admin.first_password + "\n",
    );
    const places = join(kept, "places.csv");
    const people = join(kept, "people.csv");
    await write_places(places, size.people);
    await write_people(people, size.people);
    run(linli, ["import", "--data", data, "--kind", "places", places]);
    const started = performance.now();
    run(linli, ["import", "--data", data, "--kind", "people", people]);
    const import_seconds = (performance.now() - started) / 1000;
    const staff: Staff[] = bench(["staff", "--data", data, password]);
    const filled = bench(["fill", "--data", data, String(size.cases)])[0];
    if (filled.refused > 0) throw new Error(`${filled.refused} acts were refused`);
    const made = { data, size, staff, database, import_seconds };
    writeFileSync(noted, JSON.stringify(made));
    return made;
}

export interface Serving {
    options?: string[];
    env?: Record<string, string>;
    core?: number; // the server stays on it
}

// A server of that office while `during` runs.
export async function serving<T>(
    { data }: Office,
    { options = [], env = {}, core }: Serving,
    during: (address: string, process: ChildProcess) => Promise<T>,
): Promise<T> {
    const port = await free_port();
    const on = core === undefined ? [] : ["taskset", "-c", String(core)];
    const [program, ...rest] = [
        ...on,
        ...[linli, "serve", "--data", data, "--listen", `127.0.0.1:${port}`, ...options],
    ];
    const server = spawn(program!, rest, { stdio: "ignore", env: { ...process.env, ...env } });
    const gone = new Promise((resolve) => server.once("exit", resolve));
    const address = `http://127.0.0.1:${port}`;
    try {
        for (const end = Date.now() + 30_000; Date.now() < end; await pause(5)) {
            const answer = await fetch(`${address}/readyz`).catch(() => undefined);
            if (answer?.status === 200) return await during(address, server);
        }
        throw new Error("the server did not become ready");
    } finally {
        server.kill("SIGTERM");
        await gone;
    }
}

// `from`: where they sit, as a proxy says it; one address alone may not sign in as often.
export async function sign_in(address: string, login: string, from = ""): Promise<Client> {
    const client = new Client(address);
    const headers: Record<string, string> = from ? { "x-forwarded-for": from } : {};
    const { status } = await client.post("/api/session", { login, password }, { headers });
    if (status >= 300) throw new Error(`${login} could not sign in: ${status}`);
    return client;
}
