// Live lists on the real server: whoever a matter concerns hears at once that a list has changed,
// with or without a right over its place.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Client } from "../harness/client.ts";
import { engines } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

for (const engine of engines) {
    describe(`live lists, on ${engine}`, () => {
        let town: Town;
        let clerk: Client, repairer: Client, resident: Client;
        before(async () => {
            town = await Town.start(engine);
            clerk = await town.as("window");
            repairer = await town.as("repair");
            resident = await town.as("resident");
        });
        after(() => town.stop());

        async function done(who: Client, path: string, body: object): Promise<any> {
            const answer = await who.post(path, body);
            assert.ok(answer.status < 300, JSON.stringify(answer.body));
            return answer.body;
        }

        test("reporter and handler hear of their own", async () => {
            const account = async (who: Client) => (await who.get("/api/me")).body.account;
            const near = (await clerk.get("/api/me")).body.posts[0].place.id;
            const home = (await clerk.get(`/api/places?kind=house&within=${near}`)).body.items[0]
                .id;
            const reporting = await resident.listen();
            const handling = await repairer.listen();
            const unit = (await repairer.get("/api/me")).body.posts[0].unit.id;

            const values = { story: "二楼漏水", where: home };
            const { id } = await done(resident, "/api/cases", { part: "opinions.matter", values });
            assert.equal(await reporting.next(), `account@${await account(resident)}`);

            const kind = { values: { kind: "leak", urgency: "ordinary" } };
            await done(clerk, `/api/cases/${id}/steps/register`, kind);
            await done(clerk, `/api/cases/${id}/steps/dispatch`, { values: {}, units: [unit] });
            assert.equal(await handling.next(), `account@${await account(repairer)}`);
            await Promise.all([reporting.close(), handling.close()]);
        });
    });
}
