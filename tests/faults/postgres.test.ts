// PostgreSQL dies and comes up again under a running server, or has no connection to spare. Whoever
// asks is told to try again, never that something is wrong with what they sent; nothing that was
// acknowledged is lost, and everything goes on without a restart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, until } from "../harness/server.ts";
import { Load } from "./load.ts";

const ready = (address: string) =>
    until("it is ready", async () => {
        return (await new Client(address).get("/readyz")).status === 200;
    });

function check_answers(load: Load): void {
    for (const { answer } of load.writes) {
        if (answer === undefined || answer.status < 300) continue;
        assert.equal(answer.status, 503, JSON.stringify(answer.body));
        assert.equal(answer.body.code, "try_again");
    }
}

test("PostgreSQL that crashes and recovers", async () => {
    const store = new Store("postgres").init();
    const server = await Server.start(store);
    const load = await Load.of(server);
    for (let times = 0; times < 3; ++times) {
        load.start(8);
        await load.reach(30);
        // One of its processes is killed: it ends all others, and reads its log again.
        assert.throws(() => store.administer(() => "copy (select 1) to program 'kill -9 $PPID'"));
        await ready(server.address);
        await load.reach(10);
        await load.stop();
    }
    check_answers(load);
    for (const write of load.writes.filter(({ answer }) => !(answer && answer.status < 300)))
        assert.ok((await load.again(write)).answer!.status < 300);
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    store.drop();
});

test("PostgreSQL that has no connection to spare", async () => {
    const store = new Store("postgres");
    const role = `few_${process.pid}`;
    store.administer(() => `create role ${role} login`);
    store.become(role);
    const server = await Server.start(store.init());
    const load = await Load.of(server);
    assert.ok((await load.write()).answer!.status < 300);

    store.administer(() => `alter role ${role} connection limit 0`);
    const asked = Array.from({ length: 60 }, () => new Client(server.address));
    load.start(8);
    const statuses = new Map<number, number>();
    for (const asking of asked.map((one) => one.get("/api/public/cases"))) {
        const { status, body } = await asking;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status !== 200) assert.equal(body.code, "try_again");
    }
    assert.deepEqual(
        [...statuses.keys()].filter((one) => one !== 200 && one !== 503),
        [],
    );
    assert.ok(statuses.get(200)! > 0, "connections that it has go on");
    await load.reach(10);
    await load.stop();
    check_answers(load);

    store.administer(() => `alter role ${role} connection limit -1`);
    const all = await Promise.all(asked.map((one) => one.get("/api/public/cases")));
    assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([200]));
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    store.drop();
    store.administer(() => `drop role ${role}`);
});
