// Every schema that was released is kept beside this file as a small office, on both engines. Each
// is refused until it is upgraded, is upgraded after a backup, and has everything it had; and the
// way back from a Linli that is newer than this one is rehearsed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, admin, engines } from "../harness/server.ts";
import type { Engine } from "../harness/server.ts";
import { town_begins } from "../harness/town.ts";
import { clerk, matter, people } from "./office.ts";

const released = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name);

// The office as the Linli of that schema left it.
function kept(engine: Engine, schema: string): Store {
    const from = (file: string): string => join(import.meta.dirname, schema, file);
    const store = new Store(engine, town_begins);
    mkdirSync(store.data);
    writeFileSync(join(store.data, "database"), (store.place[1] ?? "") + "\n");
    const key = join(store.data, "master.key");
    copyFileSync(from(`${engine}.key`), key);
    chmodSync(key, 0o600); // whoever checks the sources out may have made it readable
    if (engine === "postgres") {
        execFileSync("psql", ["-qo/dev/null", store.place[1]!, "--file", from("postgres.sql")]);
    } else {
        for (const name of ["linli.sqlite", "files.sqlite"]) {
            const database = new DatabaseSync(join(store.data, name));
            database.exec(readFileSync(from(`${name}.sql`), "utf8"));
            database.close();
        }
    }
    return store;
}

// Everything that was written then is read now, sealed values and photos included.
async function has_everything(store: Store, schema: string): Promise<void> {
    assert.match(store.must("verify").stdout, /the journal is whole: \d+ lines/);
    const server = await Server.start(store);
    const window = new Client(server.address);
    assert.equal((await window.login(clerk.login, admin.password)).status, 201);
    const codes = JSON.parse(readFileSync(join(import.meta.dirname, schema, "codes.json"), "utf8"));
    const followed = await new Client(server.address).get(`/api/follow/${codes[store.engine]}`);
    assert.equal(followed.status, 200);
    const [listed] = (await window.get("/api/cases?list=all")).body.items;
    const open = (await window.get(`/api/cases/${listed.id}`)).body;
    assert.equal(open.values.story, matter.story);
    const [photo] = open.values.photos;
    assert.equal((await window.get(`/api/files/${photo.id ?? photo}`)).status, 200);
    const asked = { party: 0, purpose: "回访" };
    const revealed = await window.post(`/api/cases/${listed.id}/reveal`, asked);
    assert.equal(revealed.body.reporter.phone, matter.reporter.phone);
    const registered = (await window.get("/api/people")).body.items;
    const names = people.slice(1).map(([name]) => name);
    assert.deepEqual(registered.map((one: any) => one.name).sort(), names.sort());
    assert.equal(await server.stop(), 0);
}

const older = /an older Linli's: stop what serves it and run linli upgrade --data/;
const newer = /was upgraded by a newer Linli.*restore the backup/;

for (const schema of released)
    for (const engine of engines)
        describe(`an office of the schema ${schema} on ${engine}`, () => {
            test("is upgraded when it is told to, and not before", async () => {
                const store = kept(engine, schema);
                await assert.rejects(Server.start(store), older);
                assert.match(store.run("verify").stderr, older);
                const said = store.must("upgrade", ["--dry-run"]).stdout;
                assert.match(said, /^20\d\d-\d\d-\d\d-.*\n {4}create table /m);
                assert.match(said, /nothing has been/);
                assert.match(store.run("verify").stderr, older);

                const upgraded = store.must("upgrade").stdout;
                const copy = /linli restore (\S+)/.exec(upgraded)![1]!;
                assert.match(upgraded, /upgraded\n.*the journal is whole/);
                await has_everything(store, schema);
                assert.match(store.must("upgrade").stdout, /nothing to do/);

                // The backup is of the old schema: restoring it here upgrades it.
                const again = new Store(engine, town_begins);
                again.must("restore", [copy, ...again.place]);
                copyFileSync(join(store.data, "master.key"), join(again.data, "master.key"));
                await has_everything(again, schema);
                again.drop();
                store.drop();
            });

            test("goes back to this Linli after a newer one had it", async () => {
                const store = kept(engine, schema);
                store.must("upgrade", ["--no-backup"]);
                const copy = join(store.folder, "before.copy");
                store.must("backup", [copy]);
                store.tamper("create table of_tomorrow (tenant bigint not null primary key)");
                store.tamper("insert into migrations (name) values ('2099-01-01-1-tomorrow')");
                await assert.rejects(Server.start(store), newer);
                for (const [command, args] of [
                    ["verify", []],
                    ["upgrade", []],
                    ["backup", [join(store.folder, "after.copy")]],
                ] as const) {
                    const ran = store.run(command, [...args]);
                    assert.equal(ran.status, 1, command);
                    assert.match(ran.stderr, newer, command);
                }
                const back = new Store(engine, town_begins);
                back.must("restore", [copy, ...back.place]);
                copyFileSync(join(store.data, "master.key"), join(back.data, "master.key"));
                await has_everything(back, schema);
                back.drop();
                store.drop();
            });
        });

test("an office that is served is not upgraded", async () => {
    const [schema] = released;
    const store = kept("sqlite", schema!);
    store.must("upgrade", ["--no-backup"]);
    const server = await Server.start(store);
    store.tamper("delete from migrations where name = '2026-11-22-5-imports'");
    const ran = store.run("upgrade");
    assert.equal(ran.status, 1);
    assert.match(ran.stderr, /is being served: stop that process first/);
    await server.stop();
    store.drop();
});
