// Live lists on the real server: whoever a matter concerns hears at once that a list has changed,
// with or without a right over its place.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Client, Stream } from "../harness/client.ts";
import { engines, pause } from "../harness/server.ts";
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

        // Long before the five minutes after which a stream ends by itself.
        async function ends(stream: Stream, why: string): Promise<void> {
            const said = async (): Promise<string> => {
                for (;;) await stream.next();
            };
            const gone = said().catch((problem: Error) => problem.message);
            const how = await Promise.race([gone, pause(20_000).then(() => "it goes on")]);
            assert.equal(how, "the stream has ended", why);
        }

        test("a stream ends with its session, at once, whoever ends it", async () => {
            const admin = await town.as("admin");
            const street = await town.as("street");
            const here = await town.as("grid");
            const there = await town.as("grid");
            const others = await street.listen();
            const { account } = (await here.get("/api/me")).body;

            let stream = await there.listen();
            assert.equal((await here.ask("DELETE", "/api/me/sessions")).status, 204);
            await ends(stream, "all others were ended");
            assert.equal((await there.get("/api/events")).status, 401);

            stream = await here.listen();
            const path = `/api/accounts/${account}/end-sessions`;
            assert.equal((await street.post(path)).status, 204);
            await ends(stream, "somebody above ended it");
            assert.equal((await here.get("/api/me")).status, 401);

            const again = await town.as("grid");
            stream = await again.listen();
            const flags = ["--login", "grid"];
            town.store.must("password", flags, "柳树底下的第三级石台阶\n");
            await ends(stream, "the machine gave a new password");

            const leaving = await town.as("stairs");
            stream = await leaving.listen();
            for (const { post } of (await leaving.get("/api/me")).body.posts) {
                const { headers } = await street.get(`/api/posts/${post}`);
                const ended = await street.post(
                    `/api/posts/${post}/end`,
                    {},
                    { headers: { "if-match": headers.get("etag")! } },
                );
                assert.ok(ended.status < 300, JSON.stringify(ended.body));
            }
            await ends(stream, "the last post ended");
            assert.equal((await leaving.get("/api/me")).status, 401);

            // Whoever had no part in it listens on.
            await done(admin, "/api/accounts", { login: "newcomer", name: "新来的" });
            assert.equal(await others.next(), "journal");
            await others.close();
        });
    });
}
