// A real `build/linli serve` on a free port of its own, with a store of its own, for tests that
// speak to Linli from outside. It knows the command line; it knows nothing of what is inside.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess, ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync } from "node:fs";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { preloaded } from "./preloaded.ts";

// ./do test --sanitize has another one built, and says where it is.
export const linli =
    process.env["LINLI_TEST_PROGRAM"] ?? join(import.meta.dirname, "../../build/linli");

const moved_clock = join(import.meta.dirname, "moved_clock.cpp");

export type Engine = "sqlite" | "postgres";
export const engines: Engine[] = ["sqlite", "postgres"];

// Of a new office: who gets it signs in with the first password, and sets one of their own.
export const admin = {
    login: "admin",
    first_password: "lamp beside the door",
    password: "lamp under the stairs",
};

// LINLI_TEST_SEALS=sm: the same tests under the national algorithms.
const seals = process.env["LINLI_TEST_SEALS"] ? ["--seals", process.env["LINLI_TEST_SEALS"]] : [];

export interface Ran {
    status: number;
    stdout: string;
    stderr: string;
}

// A store in a temporary folder, and a database beside it when the engine is PostgreSQL.
export class Store {
    readonly folder = mkdtempSync(join(tmpdir(), "linli-test."));
    readonly data = join(this.folder, "data");
    readonly engine: Engine;
    #database: string | undefined;
    readonly #begins: Date | undefined;
    readonly #made = Date.now();
    days_ahead = 0;
    env: Record<string, string> = {}; // of whatever runs on it

    // Whatever runs on it takes this for the present when it is made, and the time goes on from
    // there; without it the clock is the one on the wall.
    // With an address the database is somebody else's, who also takes it away.
    constructor(engine: Engine, begins?: Date, database?: string) {
        this.engine = engine;
        this.#begins = begins;
        if (engine === "postgres") this.#database = database ?? make_database();
    }

    // A small library moves the wall clock of one process; the clock that only goes on stays.
    get clock(): Record<string, string> {
        if (!this.#begins) return {};
        const passed = Date.now() - this.#made + this.days_ahead * 86_400_000;
        const begins = Math.floor((this.#begins.getTime() + passed) / 1000);
        return { LD_PRELOAD: preloaded(moved_clock), LINLI_CLOCK: `${begins}` };
    }

    // For the commands that begin a store; the folder tells all others its database.
    get place(): string[] {
        return this.#database ? ["--database", this.#database] : [];
    }

    // Runs a command of linli on this store to its end.
    run(command: string, args: string[] = [], input = "", env: Record<string, string> = {}): Ran {
        const all = [command, "--data", this.data, ...args];
        const { status, stdout, stderr } = spawnSync(linli, all, {
            input,
            encoding: "utf8",
            env: { ...process.env, ...this.clock, ...this.env, ...env },
        });
        return { status: status ?? -1, stdout, stderr };
    }

    // Begins a command; whoever asked follows it.
    begin(command: string, args: string[]): ChildProcessWithoutNullStreams {
        const child = spawn(linli, [command, "--data", this.data, ...args], {
            env: { ...process.env, ...this.clock, ...this.env },
        });
        running.add(child);
        child.on("exit", () => running.delete(child));
        return child;
    }

    must(command: string, args: string[] = [], input = ""): Ran {
        const ran = this.run(command, args, input);
        if (ran.status !== 0) throw new Error(`linli ${command}: ${ran.stderr}${ran.stdout}`);
        return ran;
    }

    init(): this {
        const args = ["--admin", admin.login, ...seals, ...this.place];
        this.must("init", args, admin.first_password + "\n");
        return this;
    }

    // The invented town, small; gives what it prints, a password for everybody in it. The same
    // clock makes the same town: those in files are copies of the first, which a run of the tests
    // keeps where LINLI_TEST_TOWNS says.
    demo(): string {
        const make = () => this.must("demo", ["--people", "300", ...seals, ...this.place]).stdout;
        const towns = process.env["LINLI_TEST_TOWNS"];
        if (!towns || this.engine !== "sqlite" || !this.#begins) return make();
        const kept = join(towns, [this.#begins.getTime(), ...seals].join(""));
        if (!existsSync(kept)) keep_town(kept, make(), this.data);
        else cpSync(join(kept, "data"), this.data, { recursive: true });
        return readFileSync(join(kept, "said"), "utf8");
    }

    // Changes what is kept behind Linli's back.
    tamper(statement: string): void {
        if (this.#database) {
            sql(statement, this.#database);
        } else {
            new DatabaseSync(join(this.data, "linli.sqlite")).exec(statement);
        }
    }

    // The database goes away: nobody is connected, and nobody can connect.
    away(): void {
        const name = name_in(this.#database!);
        sql(`alter database ${name} allow_connections false`);
        sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    }

    // Somebody who administers the database does something.
    administer(statement: (database: string) => string): void {
        sql(statement(name_in(this.#database!)));
    }

    // Whatever runs on it is from now on this role in the database, which is its.
    become(role: string): void {
        this.administer((name) => `alter database ${name} owner to ${role}`);
        this.#database = this.#database!.replace("//linli@", `//${role}@`);
    }

    back(): void {
        sql(`alter database ${name_in(this.#database!)} allow_connections true`);
    }

    drop(): void {
        rmSync(this.folder, { recursive: true, force: true });
        if (this.#database) drop_database(this.#database);
    }
}

function keep_town(folder: string, said: string, data: string): void {
    mkdirSync(dirname(folder), { recursive: true });
    const made = mkdtempSync(folder + ".");
    writeFileSync(join(made, "said"), said);
    cpSync(data, join(made, "data"), { recursive: true });
    try {
        renameSync(made, folder);
    } catch (problem) {
        if (!existsSync(folder)) throw problem; // else another test was quicker
        rmSync(made, { recursive: true });
    }
}

// A test that failed leaves no server behind.
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

export class Server {
    readonly address: string;
    readonly store: Store;
    readonly #process: ChildProcess;
    readonly #gone: Promise<unknown>;
    readonly #log: string;

    private constructor(store: Store, port: number, extra: string[]) {
        this.store = store;
        this.#log = join(store.folder, "log");
        this.address = `http://127.0.0.1:${port}`;
        const args = ["serve", "--data", store.data, "--listen", `127.0.0.1:${port}`, ...extra];
        // What it says goes into a file: a pipe would keep a failed test from ending.
        const said = openSync(this.#log, "a");
        this.#process = spawn(linli, args, {
            stdio: ["ignore", said, said],
            env: { ...process.env, ...store.clock, ...store.env },
        });
        closeSync(said);
        this.#process.unref();
        running.add(this.#process);
        this.#gone = once(this.#process, "exit").then(() => running.delete(this.#process));
    }

    // Serves, and is ready when this returns.
    static async start(store: Store, extra: string[] = [], port?: number): Promise<Server> {
        const server = new Server(store, port ?? (await free_port()), extra);
        await server.#ready();
        return server;
    }

    async #ready(): Promise<void> {
        for (const end = Date.now() + 30_000; Date.now() < end; await pause(20)) {
            if (this.#process.exitCode !== null) break;
            const answer = await fetch(this.address + "/readyz").catch(() => undefined);
            if (answer?.status === 200) return;
        }
        await this.kill();
        throw new Error(`linli serve did not become ready:\n${this.log}`);
    }

    get log(): string {
        return readFileSync(this.#log, "utf8");
    }

    get pid(): number {
        return this.#process.pid!;
    }

    // The most memory that it ever held, in MiB.
    get peak_memory(): number {
        return memory(this.pid, "VmHWM");
    }

    get running(): boolean {
        return this.#process.exitCode === null && this.#process.signalCode === null;
    }

    // As an operator stops it; resolves with how it ended.
    async stop(): Promise<number> {
        this.#process.ref();
        this.#process.kill("SIGTERM");
        await this.#gone;
        return this.#process.exitCode ?? -1;
    }

    // As a power cut stops it: nothing more runs.
    async kill(): Promise<void> {
        this.#process.ref();
        this.#process.kill("SIGKILL");
        await this.#gone;
    }
}

// Of a process that runs, in MiB: VmHWM is the most it ever held, RssAnon what it holds now besides
// files that are mapped. Of one that has just ended nothing is known.
export function memory(pid: number, measure: "VmHWM" | "RssAnon"): number {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`${measure}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
}

export function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Waits until it is so, but not for ever.
export async function until(
    what: string,
    is_so: () => boolean | Promise<boolean>,
    seconds = 30,
): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !(await is_so()); await pause(5)) {
        if (Date.now() > end) throw new Error(`${what}: not within ${seconds} seconds`);
    }
}

export async function free_port(): Promise<number> {
    const probe = createServer();
    probe.listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    return port;
}

// ./do test says where its private cluster is: postgres://linli@/linli?host=FOLDER
const cluster = process.env["LINLI_TEST_DATABASE"] ?? "";
let databases = 0;

function sql(text: string, address = cluster): void {
    if (address === "") throw new Error("no LINLI_TEST_DATABASE; run the tests with ./do test");
    execFileSync("psql", ["--quiet", "--output=/dev/null", address, "--command", text], {
        env: { ...process.env, PGOPTIONS: "-c search_path=linli" },
    });
}

function name_in(address: string): string {
    return /\/(\w+)\?/.exec(address)![1]!;
}

function make_database(): string {
    const name = `test_${process.pid}_${++databases}`;
    sql(`create database ${name}`);
    return cluster.replace("/linli?", `/${name}?`);
}

function drop_database(address: string): void {
    sql(`drop database ${name_in(address)} with (force)`);
}
