// The machine's clock is set back a day, as after a battery died, and later put right. People go on
// working: what they write is kept in its order, nobody is thrown out, and the chain holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engines } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

for (const engine of engines) {
    test(`a clock that is set back a day, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const clerk = await town.as("window");
        const [post] = (await clerk.get("/api/me")).body.posts;
        const houses = await clerk.get(`/api/places?kind=house&within=${post.place.id}&limit=1`);
        const write = async (story: string): Promise<string> => {
            const { status, body } = await clerk.post("/api/cases", {
                part: "opinions.matter",
                channel: "window",
                values: { story, where: houses.body.items[0].id },
                reporter: { name: "夏知秋", phone: "19900001234" },
            });
            assert.equal(status, 201, JSON.stringify(body));
            const values = { kind: "other", urgency: "ordinary" };
            const step = await clerk.post(`/api/cases/${body.id}/steps/register`, { values });
            assert.equal(step.status, 200, JSON.stringify(step.body));
            return body.id;
        };
        const written = [await write("昨天的灯")];
        for (const days of [-1, 0]) {
            town.store.days_ahead = days;
            await town.restart();
            written.push(await write(`第${days + 2}盏灯`));
        }

        const auditor = await town.as("auditor");
        const lines = (await auditor.get("/api/journal?limit=200")).body.items;
        const opened = written.map((id) => lines.findIndex((line: any) => line.record === id));
        assert.ok(opened.every((at) => at >= 0));
        assert.deepEqual(
            opened,
            opened.toSorted((one, other) => other - one),
            "newest first",
        );
        for (const id of written)
            assert.equal((await clerk.get(`/api/cases/${id}`)).body.state, "registered");
        assert.equal(await town.server.stop(), 0);
        assert.equal(town.store.run("verify").status, 0);
        town.store.drop();
    });
}
