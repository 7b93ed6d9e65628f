// Two people move the same case at the same moment, each from a browser of their own: one of them
// does it, the other is told who was quicker, and the timeline has it once.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Answer, Client } from "../harness/client.ts";
import { engines } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

for (const engine of engines) {
    describe(`one case, two people, on ${engine}`, () => {
        let town: Town;
        let clerk: Client, secretary: Client;
        let house: string;
        const raised = { values: { reason: "要街道牵头" } };
        before(async () => {
            town = await Town.start(engine);
            clerk = await town.as("window");
            secretary = await town.as("secretary");
            const [place] = (await clerk.get("/api/me")).body.posts;
            house = (await clerk.get(`/api/places?kind=house&within=${place.place.id}`)).body
                .items[0].id;
        });
        after(() => town.stop());

        const step = (
            who: Client,
            id: string,
            name: string,
            body: object,
            match?: string,
        ): Promise<Answer> =>
            who.post(
                `/api/cases/${id}/steps/${name}`,
                body,
                match ? { headers: { "if-match": match } } : {},
            );

        async function registered(): Promise<string> {
            const report = {
                part: "opinions.matter",
                channel: "window",
                values: { story: "楼道灯坏了", where: house },
                reporter: { name: "夏知秋", phone: "19900001234" },
            };
            const { status, body } = await clerk.post("/api/cases", report);
            assert.equal(status, 201, JSON.stringify(body));
            const values = { kind: "other", urgency: "ordinary" };
            assert.equal((await step(clerk, body.id, "register", { values })).status, 200);
            return body.id;
        }

        test("one wins, the other is told who", async () => {
            for (let round = 0; round < 5; ++round) {
                const id = await registered();
                const answers = await Promise.all(
                    [clerk, secretary].map((who) => step(who, id, "raise", raised)),
                );
                const [won, lost] = answers.toSorted((one, other) => one.status - other.status);
                assert.deepEqual([won!.status, lost!.status], [200, 409]);
                const winner = answers[0] === won ? "林晓燕" : "陈秀兰";
                assert.deepEqual([lost!.body.code, lost!.body.with], ["wrong_state", winner]);
                const { timeline } = (await clerk.get(`/api/cases/${id}`)).body;
                const moves = timeline.filter((line: any) => line.verb === "raise");
                assert.deepEqual(
                    moves.map((line: any) => line.actor),
                    [winner],
                );
            }
        });

        test("whoever looked at an older edition is told, when they say which", async () => {
            const id = await registered();
            const seen = (await secretary.get(`/api/cases/${id}`)).headers.get("etag")!;
            const added = await step(clerk, id, "add", { words: "三楼也不亮" });
            assert.equal(added.status, 200, JSON.stringify(added.body));
            const late = await step(secretary, id, "raise", raised, seen);
            assert.deepEqual(
                [late.status, late.body.code, late.body.with],
                [412, "changed_meanwhile", "林晓燕"],
            );
            const now = (await secretary.get(`/api/cases/${id}`)).headers.get("etag")!;
            assert.equal((await step(secretary, id, "raise", raised, now)).status, 200);
        });
    });
}
