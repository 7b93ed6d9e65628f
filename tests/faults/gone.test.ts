// The database goes away under a running server, and comes back. Meanwhile nobody is told that
// something was done that was not; afterwards everything goes on without a restart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, until } from "../harness/server.ts";
import { Load } from "./load.ts";

test("a database that goes away and comes back", async () => {
    const store = new Store("postgres").init();
    const server = await Server.start(store);
    const stranger = new Client(server.address);
    const load = await Load.of(server);
    load.start(8);
    await load.reach(50);
    store.away();
    const readiness = async () => (await stranger.get("/readyz")).status;
    await until("it is no longer ready", async () => (await readiness()) === 503);

    assert.equal((await stranger.get("/healthz")).status, 200);
    const told = await load.write();
    assert.equal(told.answer?.status, 503);
    assert.equal(told.answer?.body.code, "try_again");

    store.back();
    await until("it is ready again", async () => (await readiness()) === 200);
    await load.stop();
    assert.ok((await load.again(told)).answer!.status < 300);
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    store.drop();
});
