// The primary of two PostgreSQL dies under a running server, and its synchronous standby is
// promoted, as Patroni would do it. Until then whoever asks is told to try again; nothing that was
// acknowledged is lost, and the server finds the new primary by itself.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, until } from "../harness/server.ts";
import { Load } from "../faults/load.ts";

const programs = "/usr/lib/postgresql/15/bin";

// A cluster on a socket in a folder of its own. PostgreSQL refuses to run as root, so root hands it
// to the system user of the package.
class Node {
    readonly folder = mkdtempSync(join(tmpdir(), "linli-node."));
    readonly data = join(this.folder, "data");
    static readonly all: Node[] = [];

    constructor() {
        Node.all.push(this);
        if (process.getuid!() !== 0) return;
        const id = (of: string) =>
            Number(execFileSync("id", [of, "postgres"], { encoding: "utf8" }));
        chownSync(this.folder, id("-u"), id("-g"));
    }

    run(program: string, ...args: string[]): void {
        const all = [join(programs, program), ...args];
        if (process.getuid!() === 0) all.unshift("runuser", "-u", "postgres", "--");
        execFileSync(all[0]!, all.slice(1), { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
    }

    control(...args: string[]): void {
        this.run("pg_ctl", "-D", this.data, "-l", join(this.folder, "log"), "-w", ...args);
    }

    start(): void {
        const settings = `-c listen_addresses= -c unix_socket_directories=${this.folder}`;
        this.control("start", "-o", settings);
    }

    ask(sql: string): string {
        const args = ["-qAt", "-h", this.folder, "-U", "linli", "linli", "-c", sql];
        return execFileSync("psql", args, { encoding: "utf8" }).trim();
    }

    remove(): void {
        const runs = existsSync(join(this.data, "postmaster.pid"));
        if (runs) this.control("stop", "-m", "immediate");
        rmSync(this.folder, { recursive: true, force: true });
    }
}
after(() => Node.all.forEach((node) => node.remove()));

function primary(): Node {
    const node = new Node();
    const how = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
    node.run("initdb", "-D", node.data, "-U", "linli", ...how);
    appendFileSync(join(node.data, "postgresql.conf"), "fsync = off\n"); // processes die here
    node.start();
    node.run("createdb", "-h", node.folder, "-U", "linli", "linli");
    return node;
}

async function standby_of(first: Node): Promise<Node> {
    const node = new Node();
    const from = `host=${first.folder} user=linli application_name=standby`;
    node.run("pg_basebackup", "-D", node.data, "-d", from, "-R", "-c", "fast", "--no-sync");
    node.start();
    const state = "select sync_state from pg_stat_replication";
    await until("it follows", () => first.ask(state) !== "");
    first.ask("alter system set synchronous_standby_names = 'standby'");
    first.ask("select pg_reload_conf()");
    await until("it is synchronous", () => first.ask(state) === "sync");
    return node;
}

test("a primary that dies, and a standby that takes over", async () => {
    const first = primary();
    const second = await standby_of(first);
    const hosts = `${first.folder},${second.folder}`;
    const address = `postgres://linli@/linli?host=${hosts}&target_session_attrs=read-write`;
    const store = new Store("postgres", undefined, address).init();
    const server = await Server.start(store);
    const stranger = new Client(server.address);
    const readiness = async () => (await stranger.get("/readyz")).status;
    const load = await Load.of(server);
    load.start(8);
    await load.reach(50);

    first.control("stop", "-m", "immediate");
    await until("it is no longer ready", async () => (await readiness()) === 503);
    const told = await load.write();
    assert.equal(told.answer?.status, 503);
    assert.equal(told.answer?.body.code, "try_again");
    second.control("promote");
    await until("it is ready again", async () => (await readiness()) === 200);
    await load.reach(50);
    await load.stop();

    for (const write of load.writes.filter(({ answer }) => !(answer && answer.status < 300))) {
        if (write.answer) assert.equal(write.answer.status, 503);
        assert.ok((await load.again(write)).answer!.status < 300);
    }
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    rmSync(store.folder, { recursive: true });
});
