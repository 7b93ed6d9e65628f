// The process is killed at random moments while many write. Every write that was acknowledged is
// there, none is there twice, one that nobody knows of is done once when it is sent again, and the
// journal's chain holds.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Server, Store, engines, pause } from "../harness/server.ts";
import { Load } from "./load.ts";

const rounds = 6;
const writers = 16;

for (const engine of engines) {
    describe(`killed on ${engine}`, () => {
        test("what was acknowledged is there, once", async () => {
            const store = new Store(engine).init();
            let server = await Server.start(store);
            const port = Number(new URL(server.address).port);
            const load = await Load.of(server);
            for (let round = 0; round < rounds; ++round) {
                load.start(writers);
                await load.reach(20 + Math.floor(Math.random() * 60));
                await pause(Math.random() * 5);
                await server.kill();
                await load.stop();
                const verified = store.run("verify");
                assert.equal(verified.status, 0, verified.stdout);
                server = await Server.start(store, [], port);
            }

            await load.check();
            const unknown = load.writes.filter(({ answer }) => answer === undefined);
            for (const write of unknown) {
                const { answer } = await load.again(write);
                assert.ok(answer !== undefined && answer.status < 300, `${answer?.status}`);
            }
            assert.equal(load.acknowledged.length, load.writes.length);
            await load.check();

            assert.equal(await server.stop(), 0);
            assert.equal(store.run("verify").status, 0);
            store.drop();
        });
    });
}
