// The disk fills up under a running server. Writes are refused in words, reads go on, nothing that
// was acknowledged is lost, and once there is room again everything goes on without a restart.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store } from "../harness/server.ts";
import { Load } from "./load.ts";

// A disk of this size in memory; only root, or root in a namespace of its own, may mount one.
function mount(folder: string): void {
    mkdirSync(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]);
}

function fill(folder: string): void {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(`${folder}/ballast`, Buffer.alloc(Math.max(0, bavail - 8) * bsize));
}

test("a full disk", async () => {
    const store = new Store("sqlite");
    mount(store.data);
    try {
        const server = await Server.start(store.init());
        const stranger = new Client(server.address);
        const load = await Load.of(server);
        for (let count = 0; count < 20; ++count) {
            assert.ok((await load.write()).answer!.status < 300);
        }

        fill(store.data);
        let refused = await load.write();
        for (let count = 0; count < 500 && refused.answer!.status < 300; ++count) {
            refused = await load.write();
        }
        assert.equal(refused.answer?.status, 503);
        assert.equal(refused.answer?.body.code, "try_again");
        assert.equal((await stranger.get("/healthz")).status, 200);
        await load.check();

        rmSync(`${store.data}/ballast`);
        assert.ok((await load.again(refused)).answer!.status < 300);
        assert.equal((await load.journal()).get(refused.act), 1);
        assert.equal(await server.stop(), 0);
        assert.equal(store.run("verify").status, 0);
    } finally {
        execFileSync("umount", ["--lazy", store.data]);
        store.drop();
    }
});
