// The process is killed at random moments while many write. Every write that was acknowledged is
// there, none is there twice, one that nobody knows of is done once when it is sent again, and the
// journal's chain holds. `./do soak` does the same for longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engines } from "../harness/server.ts";
import { kill_under_load } from "./kills.ts";

const rounds = 6;

for (const engine of engines)
    test(`killed on ${engine}, what was acknowledged is there, once`, async () => {
        const { kills, acknowledged } = await kill_under_load(engine, (done) => done === rounds);
        assert.equal(kills, rounds);
        assert.ok(acknowledged >= rounds * 20);
    });
