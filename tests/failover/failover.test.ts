// The machine of the primary dies under a running server, and Patroni promotes the synchronous
// standby. Until then whoever asks is told to try again, in words; nothing that was acknowledged is
// lost, the server finds the new primary by itself, and the dead machine comes back as a standby.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import type { Answer } from "../harness/client.ts";
import { Server, Store, pause, until } from "../harness/server.ts";
import { Load } from "../faults/load.ts";
import { Cluster } from "./patroni.ts";

// What people are told: a code that the pages have words for, and nothing of what is inside.
function check_told(answer: Answer): void {
    assert.equal(answer.status, 503, JSON.stringify(answer.body));
    assert.equal(answer.body.code, "try_again");
    assert.doesNotMatch(JSON.stringify(answer.body), /SQL|connection|server|127\.0\.0\.1/i);
}

test("a primary that dies with its Patroni, and a standby that Patroni promotes", async () => {
    const cluster = await Cluster.start(2);
    const [first, second] = cluster.machines;
    const plain = { ...process.env, PGOPTIONS: "" };
    execFileSync("createdb", ["--maintenance-db", first!.address, "linli"], { env: plain });
    const store = new Store("postgres", undefined, cluster.address).init();
    const server = await Server.start(store);
    const stranger = new Client(server.address);
    const readiness = async () => (await stranger.get("/readyz")).status;
    const load = await Load.of(server);
    load.start(8);
    await load.reach(50);

    first!.kill();
    await until("it is no longer ready", async () => (await readiness()) === 503);
    await load.stop();
    check_told((await load.write()).answer!);
    assert.equal((await stranger.get("/")).status, 200);
    const promoted = async (): Promise<boolean> => {
        await Promise.all([load.write(), pause(200)]); // people go on trying
        const read = await stranger.get("/api/public/cases");
        if (read.status !== 200) check_told(read);
        return second!.is("primary");
    };
    await until("Patroni has promoted the other", promoted, 60);
    await until("it is ready again", async () => (await readiness()) === 200);
    load.start(8);
    await load.reach(50);
    await load.stop();

    for (const write of load.writes.filter(({ answer }) => !(answer && answer.status < 300))) {
        if (write.answer) check_told(write.answer);
        assert.ok((await load.again(write)).answer!.status < 300);
    }
    await load.check();
    first!.start();
    await until("the dead comes back as a synchronous standby", () => first!.is("sync"), 60);
    await load.write();
    await load.check();
    assert.equal(await server.stop(), 0);
    assert.equal(store.run("verify").status, 0);
    cluster.remove();
    rmSync(store.folder, { recursive: true });
});
