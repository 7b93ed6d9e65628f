// The condition of the office, as an administrator is told: the backup and the verify that ran,
// what the store takes, and what is left. Nobody else is told.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { engines, until } from "../harness/server.ts";
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
            assert.equal(before.engine, "PostgreSQL");
            assert.ok(before.bytes > 1_000_000);
            assert.equal(before.free, undefined, "it knows nothing of its disk");
        }
        assert.match(before.version, /^\d+\.\d+\.\d+$/);
        assert.match(before.commit, /^([0-9a-f]{12})?$/);
        assert.equal(before.bytes_a_day, null);

        // Signing in was a write, and nobody waits any more.
        const { minutes, waiting, answered, typical, longest } = before.lane;
        assert.deepEqual([minutes, waiting], [5, 0]);
        assert.ok(answered >= 1 && typical >= 1 && longest >= typical, JSON.stringify(before.lane));
        await town.as("window");
        assert.ok((await admin.get("/api/upkeep")).body.lane.answered > answered);
        const up_to_date = async () => (await admin.get("/api/upkeep")).body.streams_behind === 0;
        await until("streams are told", up_to_date);

        // As it was five days ago.
        const at = `(select max(at) from upkeep where what = 'bytes')`;
        town.store.tamper(
            `insert into upkeep (tenant, what, at, number)
             select tenant, what, at - 432000000000, number - 5000000 from upkeep
             where what = 'bytes' and at = ${at}`,
        );
        const { body: grown } = await admin.get("/api/upkeep");
        assert.equal(grown.bytes_a_day, 1_000_000);
        if (engine === "sqlite") {
            assert.equal(grown.days_left, Math.floor(grown.free / 1_000_000));
        } else {
            assert.equal(grown.days_left, undefined);
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
