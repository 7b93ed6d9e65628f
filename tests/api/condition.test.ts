// The condition of the office, as an administrator is told: the backup and the verify that ran,
// what the store takes, and what is left. Nobody else is told.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { engines } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

for (const engine of engines)
    test(`an administrator is told of backup, verify and disk, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const admin = await town.as("admin");
        const { status, body: before } = await admin.get("/api/upkeep");
        assert.equal(status, 200, JSON.stringify(before));
        assert.deepEqual([before.backup, before.verify], [undefined, undefined]);
        assert.equal(before.webhooks_behind, null);
        assert.ok(before.lines > 100);
        if (engine === "sqlite") {
            assert.ok(before.bytes > 1_000_000 && before.free > 0);
            assert.equal(before.days_left, null, "nobody knows yet how it grows");
        } else {
            assert.deepEqual([before.engine, before.bytes], ["PostgreSQL", null]);
        }

        town.store.must("backup", [join(town.store.folder, "copy")]);
        town.store.must("verify");
        const { body: kept } = await admin.get("/api/upkeep");
        assert.ok(kept.backup_bytes > 1_000);
        assert.equal(kept.verify_held, true);
        town.store.tamper("update journal set verb = 'forged' where seq = 3");
        assert.equal(town.store.run("verify").status, 1);
        assert.equal((await admin.get("/api/upkeep")).body.verify_held, false);

        for (const login of ["secretary", "street", "auditor", "resident"])
            assert.equal((await (await town.as(login)).get("/api/upkeep")).status, 403, login);
        assert.equal((await town.stranger().get("/api/upkeep")).status, 401);
        await town.stop();
    });
