// A real `build/linli serve` on a free port of its own, with a store of its own, for tests that
// speak to Linli from outside. It knows the command line; it knows nothing of what is inside.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const linli = join(import.meta.dirname, "../../build/linli");

export type Engine = "sqlite" | "postgres";
export const engines: Engine[] = ["sqlite", "postgres"];

export const admin = { login: "admin", password: "lamp under the stairs" };

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
    readonly #database: string | undefined;

    constructor(engine: Engine) {
        this.engine = engine;
        if (engine === "postgres") this.#database = make_database();
    }

    // What every command needs to find the store.
    get options(): string[] {
        return ["--data", this.data, ...(this.#database ? ["--database", this.#database] : [])];
    }

    // Runs a command of linli on this store to its end.
    run(command: string, args: string[] = [], input = ""): Ran {
        const all = [command, ...this.options, ...args];
        const { status, stdout, stderr } = spawnSync(linli, all, { input, encoding: "utf8" });
        return { status: status ?? -1, stdout, stderr };
    }

    must(command: string, args: string[] = [], input = ""): Ran {
        const ran = this.run(command, args, input);
        if (ran.status !== 0) throw new Error(`linli ${command}: ${ran.stderr}${ran.stdout}`);
        return ran;
    }

    init(): this {
        this.must("init", ["--admin", admin.login], admin.password + "\n");
        return this;
    }

    drop(): void {
        rmSync(this.folder, { recursive: true, force: true });
        if (this.#database) drop_database(this.#database);
    }
}

export class Server {
    readonly address: string;
    readonly store: Store;
    readonly #process: ChildProcess;
    #log = "";
    #gone: Promise<unknown>;

    private constructor(store: Store, port: number, extra: string[]) {
        this.store = store;
        this.address = `http://127.0.0.1:${port}`;
        const args = ["serve", ...store.options, "--listen", `127.0.0.1:${port}`, ...extra];
        this.#process = spawn(linli, args, { stdio: ["ignore", "pipe", "pipe"] });
        this.#gone = once(this.#process, "exit");
        for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
            stream.on("data", (bytes: Buffer) => (this.#log += bytes.toString("utf8")));
        }
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
        throw new Error(`linli serve did not become ready:\n${this.#log}`);
    }

    get log(): string {
        return this.#log;
    }

    get pid(): number {
        return this.#process.pid!;
    }

    get running(): boolean {
        return this.#process.exitCode === null && this.#process.signalCode === null;
    }

    // As an operator stops it; resolves with how it ended.
    async stop(): Promise<number> {
        this.#process.kill("SIGTERM");
        await this.#gone;
        return this.#process.exitCode ?? -1;
    }

    // As a power cut stops it: nothing more runs.
    async kill(): Promise<void> {
        this.#process.kill("SIGKILL");
        await this.#gone;
    }
}

export function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
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

function make_database(): string {
    if (cluster === "") throw new Error("no LINLI_TEST_DATABASE; run the tests with ./do test");
    const name = `test_${process.pid}_${++databases}`;
    execFileSync("psql", ["--quiet", cluster, "-c", `create database ${name}`]);
    return cluster.replace("/linli?", `/${name}?`);
}

function drop_database(address: string): void {
    const name = /\/(\w+)\?/.exec(address)![1]!;
    execFileSync("psql", ["--quiet", cluster, "-c", `drop database ${name} with (force)`]);
}
