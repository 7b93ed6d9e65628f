// A programme is published anew while its office is served: the server takes it up by itself, what
// was opened under the old version goes on under it, and what comes in goes by the new one.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const opinions = readFileSync(
    join(import.meta.dirname, "../../programmes/opinions/opinions.yaml"),
    "utf8",
);

test("a new version while serving", async () => {
    const town = await Town.start();
    const clerk = await town.as("window");
    const [post] = (await clerk.get("/api/me")).body.posts;
    const reported = async (): Promise<string> => {
        const { status, body } = await clerk.post("/api/cases", {
            part: "opinions.matter",
            channel: "window",
            values: { story: "楼道灯坏了", where: post.place.id },
            reporter: { name: "夏知秋" },
        });
        assert.equal(status, 201, JSON.stringify(body));
        return body.id;
    };
    const version = async (id: string) => (await clerk.get(`/api/cases/${id}`)).body.version;
    const registered = (id: string, values: object) =>
        clerk.post(`/api/cases/${id}/steps/register`, { values });

    const old = await reported();
    assert.equal(await version(old), 1);
    const file = join(town.store.folder, "opinions.yaml");
    const needs = (fields: string) => `within: 4 workhours, needs: [${fields}]`;
    assert.ok(opinions.includes(needs("kind")));
    writeFileSync(file, opinions.replace(needs("kind"), needs("kind, urgency")));
    const published = town.store.must("publish", [file]);
    assert.match(published.stdout, /a server that is running takes it up within a minute/);
    await until(
        "the server has the new version",
        async () => (await clerk.get("/api/programmes/opinions")).body.version === 2,
        60,
    );

    const fresh = await reported();
    assert.equal(await version(fresh), 2);
    const refused = await registered(fresh, { kind: "other" });
    assert.deepEqual([refused.body.code, refused.body.at], ["field_missing", "urgency"]);
    const values = { kind: "other", urgency: "ordinary" };
    assert.equal((await registered(fresh, values)).status, 200);
    assert.equal((await registered(old, { kind: "other" })).status, 200);
    assert.deepEqual([await version(old), await version(fresh)], [1, 2]);
    // And still so after the office was closed and opened again.
    await town.restart();
    assert.deepEqual([await version(old), await version(fresh)], [1, 2]);
    await town.stop();
});
