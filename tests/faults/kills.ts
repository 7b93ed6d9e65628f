// A server that is killed at random moments while many write, again and again, and what became of
// the writes: the core of the test of that, and of a soak that goes on as long as somebody wants.
import assert from "node:assert/strict";
import { Server, Store, pause } from "../harness/server.ts";
import type { Engine } from "../harness/server.ts";
import { Load } from "./load.ts";

const writers = 16;

export interface Kills {
    kills: number;
    acknowledged: number; // and found, once, each
    unheard: number; // nobody knew of them; sent again they were done once
}

// Kills until it is enough. Throws when a write was lost or done twice, or the chain is broken.
export async function kill_under_load(
    engine: Engine,
    is_enough: (kills: number) => boolean,
): Promise<Kills> {
    const store = new Store(engine).init();
    let server = await Server.start(store);
    const port = Number(new URL(server.address).port);
    const load = await Load.of(server);
    let kills = 0;
    for (; !is_enough(kills); ++kills) {
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
    const acknowledged = load.acknowledged.length;
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
    return { kills, acknowledged, unheard: unknown.length };
}
