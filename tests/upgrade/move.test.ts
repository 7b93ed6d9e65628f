// An office that goes over from SQLite to PostgreSQL, or back: all that it held is there, its
// journal ends at the same line, and the folder uses the new one. What fails or is killed leaves
// the office where it was, and what is half made is used by nobody.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { Server, Store, engines, pause } from "../harness/server.ts";
import type { Engine } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

// An office and an empty database: where it goes, as the command is told.
class Going {
    readonly town: Town;
    readonly empty = new Store("postgres");
    readonly to: string;

    constructor(town: Town) {
        this.town = town;
        this.to = town.store.engine === "sqlite" ? this.empty.place[1]! : "files";
    }

    get data(): string {
        return this.town.store.data;
    }

    get remembered(): string {
        return readFileSync(join(this.data, "database"), "utf8").trim();
    }

    ask(engine: Engine, sql: string): string {
        if (engine === "postgres") {
            const address = this.town.store.place[1] ?? this.to;
            const env = { ...process.env, PGOPTIONS: "-c search_path=linli" };
            const args = ["-qAt", address, "-c", sql];
            return execFileSync("psql", args, { env, encoding: "utf8", stdio: "pipe" }).trim();
        }
        const file = join(this.data, sql.includes("file_chunks") ? "files" : "linli");
        const database = new DatabaseSync(`${file}.sqlite`, { readOnly: true });
        const rows = database.prepare(sql).all();
        database.close();
        return rows.map((row) => Object.values(row).join("|")).join("\n");
    }

    // How many rows each table has.
    counts(engine: Engine): string[] {
        const records = this.ask(
            "postgres",
            "select tablename from pg_tables where schemaname = 'linli' " +
                "and tablename not in ('migrations', 'file_chunks')",
        ).split("\n");
        assert.ok(records.length > 30);
        const count = (name: string) => `select '${name}', count(*) from ${name}`;
        return [
            ...this.ask(engine, records.map(count).join(" union all ")).split("\n").sort(),
            this.ask(engine, count("file_chunks")),
        ];
    }

    // The numbers are the same on either engine; the hash is compared by verify.
    head(engine: Engine): string {
        return this.ask(engine, "select tenant, seq from lanes");
    }

    drop(): void {
        this.empty.drop();
        this.town.store.drop();
    }
}

async function people_of(town: Town): Promise<string[]> {
    const clerk = await town.as("window");
    const people = (await clerk.get("/api/people?limit=200")).body.items;
    const asked = { fields: ["phones"], purpose: "回访" };
    const seen = await clerk.post(`/api/people/${people[0].id}/reveal`, asked);
    assert.equal(seen.status, 200);
    return people.map((one: any) => one.name + JSON.stringify(seen.body.phones));
}

for (const engine of engines) {
    const other = engine === "sqlite" ? "postgres" : "sqlite";

    test(`an office moves from ${engine} to ${other}`, async () => {
        const going = new Going(await Town.start(engine));
        const { town, to } = going;
        const people = await people_of(town);
        const served = town.store.run("move", ["--to", to]);
        assert.equal(served.status, 1);
        assert.match(served.stderr, /is being served: stop that process first/);
        await town.server.stop();

        const moved = town.store.must("move", ["--to", to]).stdout;
        assert.equal(moved.match(/the journal is whole/g)?.length, 2);
        assert.equal(going.remembered, to === "files" ? "" : to);
        assert.deepEqual(going.counts(other), going.counts(engine));
        assert.equal(going.head(other), going.head(engine));
        const hash = (on: Engine) => (on === "sqlite" ? "hex(hash)" : "upper(encode(hash,'hex'))");
        const end = (on: Engine) => going.ask(on, `select ${hash(on)} from lanes`);
        assert.equal(end(other), end(engine));

        town.server = await Server.start(town.store);
        assert.deepEqual(await people_of(town), people);
        await town.server.stop();
        const again = town.store.run("move", ["--to", to]);
        assert.match(again.stderr, /is there already/);
        const back = town.store.run("move", [
            "--to",
            engine === "sqlite" ? "files" : town.store.place[1]!,
        ]);
        assert.equal(back.status, 1);
        assert.match(back.stderr, /holds linli.sqlite already|is not empty: name another/);
        going.drop();
    });

    test(`a move from ${engine} that is killed leaves the office where it was`, async () => {
        const going = new Going(await Town.start(engine));
        const { town, to, data } = going;
        await town.server.stop();
        const head = going.head(engine);
        const remembered = going.remembered;
        const command = town.store.begin("move", ["--to", to]);
        for (const end = Date.now() + 30_000; Date.now() < end; await pause(1)) {
            try {
                if (other === "sqlite" && !existsSync(join(data, "linli.sqlite"))) continue;
                const marked = "select count(*) from migrations where name = 'half made'";
                if (going.ask(other, marked) === "1") break;
            } catch {
                // not yet there
            }
        }
        command.kill("SIGKILL");
        await once(command, "exit");
        assert.equal(command.signalCode, "SIGKILL", "it was not yet done");

        assert.equal(going.remembered, remembered);
        assert.equal(going.head(engine), head);
        const again = town.store.run("move", ["--to", to]);
        assert.equal(again.status, 1);
        assert.match(again.stderr, /half made.*begin again/);
        assert.match(town.store.must("verify").stdout, /the journal is whole/);

        // As the message says.
        if (other === "sqlite") {
            for (const name of ["linli.sqlite", "files.sqlite"])
                for (const tail of ["", "-wal", "-shm"])
                    rmSync(join(data, name + tail), { force: true });
        } else {
            going.ask("postgres", "drop schema linli cascade");
        }
        assert.match(town.store.must("move", ["--to", to]).stdout, /moved\./);
        going.drop();
    });
}

test("an office whose journal was touched does not move", async () => {
    const going = new Going(await Town.start());
    const { town, to } = going;
    await town.server.stop();
    town.store.tamper("update journal set verb = 'forged' where seq = 3");
    const ran = town.store.run("move", ["--to", to]);
    assert.equal(ran.status, 1);
    assert.match(ran.stdout, /journal line 3 was changed/);
    assert.match(ran.stderr, /nothing was moved/);
    assert.equal(going.remembered, "");
    renameSync(going.data, going.data + ".gone");
    assert.match(town.store.run("move", ["--to", to]).stderr, /there is no office/);
    renameSync(going.data + ".gone", going.data);
    going.drop();
});
