// A cluster as Patroni keeps it, on loopback: one etcd, and PostgreSQL machines that replicate
// synchronously, each with a Patroni of its own, in folders and on ports of their own. It knows
// how Patroni is set up and asked; it knows nothing of Linli.
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { free_port, until } from "../harness/server.ts";

const programs = "/usr/lib/postgresql/15/bin";

// PostgreSQL refuses to run as root, so root hands everything to the system user of the package.
const owner = ((): { uid?: number; gid?: number } => {
    if (process.getuid!() !== 0) return {};
    const id = (of: string) => Number(execFileSync("id", [of, "postgres"], { encoding: "utf8" }));
    return { uid: id("-u"), gid: id("-g") };
})();

export class Cluster {
    readonly folder = mkdtempSync(join(tmpdir(), "linli-patroni."));
    machines: Machine[] = [];
    #etcd: ChildProcess | undefined;
    #etcd_port = 0;

    private constructor() {
        this.give(this.folder);
        process.on("exit", () => this.remove());
    }

    // So many machines, the first of them the primary, the second its synchronous standby.
    static async start(machines: number): Promise<Cluster> {
        const cluster = new Cluster();
        await cluster.#start_etcd();
        for (let number = 1; number <= machines; ++number) {
            const ports = { patroni: await free_port(), postgres: await free_port() };
            const machine = new Machine(cluster, `machine${number}`, ports);
            cluster.machines.push(machine);
            machine.start();
            const role = number === 1 ? "primary" : "sync";
            await until(`${machine.name} is ${role}`, () => machine.is(role));
        }
        return cluster;
    }

    async #start_etcd(): Promise<void> {
        this.#etcd_port = await free_port();
        const clients = `http://127.0.0.1:${this.#etcd_port}`;
        const peers = `http://127.0.0.1:${await free_port()}`;
        this.#etcd = this.run("etcd", "etcd", [
            ...["--name", "etcd", "--data-dir", join(this.folder, "etcd")],
            ...["--listen-client-urls", clients, "--advertise-client-urls", clients],
            ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers],
            ...["--initial-cluster", `etcd=${peers}`, "--unsafe-no-fsync"], // processes die here
        ]);
        await until("etcd is well", async () => {
            const answer = await fetch(`${clients}/health`).catch(() => undefined);
            return answer?.status === 200;
        });
    }

    get etcd(): string {
        return `127.0.0.1:${this.#etcd_port}`;
    }

    give(path: string): void {
        if (owner.uid !== undefined) chownSync(path, owner.uid, owner.gid!);
    }

    // Begins a program; what it says goes into a file.
    run(name: string, program: string, args: string[]): ChildProcess {
        const said = openSync(join(this.folder, `${name}.log`), "a");
        const child = spawn(program, args, { ...owner, cwd: "/", stdio: ["ignore", said, said] });
        child.unref();
        return child;
    }

    // Every address, and the driver looks for the one that takes writes.
    get address(): string {
        const hosts = this.machines.map(({ ports }) => `127.0.0.1:${ports.postgres}`).join(",");
        return `postgres://linli@${hosts}/linli?target_session_attrs=read-write&connect_timeout=3`;
    }

    remove(): void {
        for (const machine of this.machines) machine.kill();
        this.#etcd?.kill("SIGKILL");
        rmSync(this.folder, { recursive: true, force: true });
    }
}

type Role = "primary" | "sync";

export class Machine {
    readonly name: string;
    readonly ports: { patroni: number; postgres: number };
    readonly #cluster: Cluster;
    readonly #data: string;
    #patroni: ChildProcess | undefined;

    constructor(cluster: Cluster, name: string, ports: { patroni: number; postgres: number }) {
        this.#cluster = cluster;
        this.name = name;
        this.ports = ports;
        this.#data = join(cluster.folder, name);
        mkdirSync(this.#data, { mode: 0o700 });
        cluster.give(this.#data);
        writeFileSync(this.#settings, JSON.stringify(this.#configuration())); // which is YAML too
    }

    // This one alone, and the database that is always there.
    get address(): string {
        return `postgres://linli@127.0.0.1:${this.ports.postgres}/postgres`;
    }

    get #settings(): string {
        return `${this.#data}.yml`;
    }

    start(): void {
        this.#patroni = this.#cluster.run(this.name, "patroni", [this.#settings]);
    }

    // As Patroni itself answers whoever wants to know where to send writes.
    async is(role: Role): Promise<boolean> {
        const asked = `http://127.0.0.1:${this.ports.patroni}/${role}`;
        const answer = await fetch(asked).catch(() => undefined);
        return answer?.status === 200;
    }

    // As a power cut stops it: neither Patroni nor PostgreSQL says a word.
    kill(): void {
        this.#patroni?.kill("SIGKILL");
        const postmaster = this.#postmaster();
        if (postmaster) process.kill(postmaster, "SIGKILL");
    }

    #postmaster(): number | undefined {
        try {
            const pid = readFileSync(join(this.#data, "postmaster.pid"), "utf8").split("\n")[0]!;
            const program = readFileSync(`/proc/${pid}/cmdline`, "utf8");
            return program.includes(this.#data) ? Number(pid) : undefined;
        } catch {
            return undefined; // it does not run
        }
    }

    #configuration(): object {
        const at = (port: number) => ({
            listen: `127.0.0.1:${port}`,
            connect_address: `127.0.0.1:${port}`,
        });
        const trusted = ["local all all trust", "host all all 127.0.0.1/32 trust"];
        return {
            scope: "linli",
            name: this.name,
            restapi: at(this.ports.patroni),
            etcd3: { host: this.#cluster.etcd },
            bootstrap: {
                dcs: {
                    // The shortest that Patroni's own manual allows.
                    ttl: 20,
                    loop_wait: 1,
                    retry_timeout: 3,
                    synchronous_mode: true,
                    postgresql: { use_pg_rewind: true, parameters: { fsync: "off" } },
                },
                initdb: [{ encoding: "UTF8" }, { locale: "C" }, "data-checksums", "no-sync"],
            },
            postgresql: {
                ...at(this.ports.postgres),
                data_dir: this.#data,
                bin_dir: programs,
                pgpass: join(this.#cluster.folder, `${this.name}.pass`),
                pg_hba: [...trusted, "host replication all 127.0.0.1/32 trust"],
                parameters: { unix_socket_directories: "" },
                authentication: {
                    superuser: { username: "linli" },
                    replication: { username: "replicator" },
                },
            },
        };
    }
}
