// The database goes away under a running server, and comes back. Meanwhile nobody is told that
// something was done that was not; afterwards everything goes on without a restart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, pause } from "../harness/server.ts";
import { Load } from "./load.ts";

test("a database that goes away and comes back", async () => {
    const store = new Store("postgres").init();
    const server = await Server.start(store);
    const stranger = new Client(server.address);
    const load = await Load.of(server);
    load.start(8);
    await pause(300);
    store.away();
    await pause(300);

    assert.equal((await stranger.get("/healthz")).status, 200);
    assert.equal((await stranger.get("/readyz")).status, 503);
    const told = await load.write();
    assert.equal(told.answer?.status, 503);
    assert.equal(told.answer?.body.code, "try_again");

    store.back();
    for (let tries = 0; (await stranger.get("/readyz")).status !== 200; ++tries) {
        assert.ok(tries < 200, "it never became ready again");
        await pause(50);
    }
    await load.stop();
    assert.ok((await load.again(told)).answer!.status < 300);
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    store.drop();
});
