// The disk answers with an I/O error under a running server, when it is written to or when it is to
// make sure. Writes are refused in words, reads go on, nothing that was acknowledged is lost, and
// once the disk is well again everything goes on without a restart.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "../harness/client.ts";
import { preloaded } from "../harness/preloaded.ts";
import { Server, Store } from "../harness/server.ts";
import { Load } from "./load.ts";

const library = preloaded(join(import.meta.dirname, "broken_disk.cpp"));

for (const what of ["write", "sync"]) {
    test(`a disk that fails to ${what}`, async () => {
        const store = new Store("sqlite").init();
        const trouble = join(store.folder, "trouble");
        store.env = { LD_PRELOAD: library, LINLI_BROKEN_DISK: trouble };
        const server = await Server.start(store);
        const load = await Load.of(server);
        load.start(8);
        await load.reach(40);
        writeFileSync(trouble, what);
        const refused = await load.write();
        assert.equal(refused.answer?.status, 503);
        assert.equal(refused.answer?.body.code, "try_again");
        const stranger = new Client(server.address);
        assert.equal((await stranger.get("/healthz")).status, 200);
        assert.equal((await stranger.get("/api/public/cases")).status, 200);
        await load.stop();
        await load.check();

        rmSync(trouble);
        assert.ok((await load.again(refused)).answer!.status < 300);
        assert.ok((await load.write()).answer!.status < 300);
        await load.check();
        await server.kill();
        assert.equal(store.run("verify").status, 0);
        store.drop();
    });
}
