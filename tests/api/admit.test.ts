// What is told in confidence, and the machine: a password given there shuts its owner out of the
// team until a member, or the machine where none is left, lets them in again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { engines, Server, Store } from "../harness/server.ts";

const lamp = "a lamp that burns all night";

for (const engine of engines) {
    describe(`what is told in confidence, ${engine}`, () => {
        const store = new Store(engine);
        let server: Server;
        let boss: Client, xu: Client, stranger: Client;
        let place = "";
        let talk = "";
        let number = "";
        before(async () => {
            server = await Server.start(store.init());
            boss = new Client(server.address);
            await boss.take_over();
            stranger = new Client(server.address);
            place = (await boss.get("/api/me")).body.posts[0].place.id;
            xu = await member("xu.min");
            const told = {
                part: "counselling.talk",
                values: { about: "grief", story: "夜", where: place },
            };
            assert.equal((await stranger.post("/api/cases", told)).body.code, "no_team");
            store.must("admit", ["xu.min"]);
        });
        after(async () => {
            await server.stop();
            store.drop();
        });

        // Somebody with an account of their own, who has signed in, and is then appointed.
        async function member(login: string): Promise<Client> {
            const made = await boss.post("/api/accounts", { login, name: login });
            const account = made.body.id;
            const slip = await boss.post("/api/slips", { account });
            const someone = new Client(server.address);
            await someone.post(`/api/slips/${slip.body.code}/claim`, { password: lamp });
            assert.equal((await someone.login(login, lamp)).status, 201);
            const post = await boss.post("/api/posts", { role: "counsellor", place, account });
            assert.equal(post.status, 201, JSON.stringify(post.body));
            return someone;
        }

        test("a stranger tells the counsellor, who alone reads it", async () => {
            const told = await stranger.post("/api/cases", {
                part: "counselling.talk",
                values: { about: "grief", story: "夜里醒着", where: place },
            });
            assert.equal(told.status, 201, JSON.stringify(told.body));
            ({ id: talk, number } = told.body);
            assert.equal((await xu.get(`/api/cases/${talk}`)).status, 200);
            assert.equal((await boss.get(`/api/cases/${talk}`)).status, 404);
        });

        test("a password from the machine shuts out, and the machine lets in", async () => {
            const word = "another lamp of the night";
            store.must("password", ["--login", "xu.min"], `${word}\n`);
            assert.equal((await xu.login("xu.min", word)).status, 201);
            const own = { password: word, password_new: lamp };
            assert.ok((await xu.post("/api/me/password", own)).status < 300);
            assert.equal((await xu.get(`/api/cases/${talk}`)).status, 404);
            const [team] = (await xu.get("/api/teams")).body.items;
            assert.equal(team.admitted, false);
            assert.equal(team.members[0].why, "password");

            const nobody = store.run("admit", ["nobody"]);
            assert.equal(nobody.status, 1);
            assert.match(nobody.stderr, /no account signs in as nobody/);
            store.must("admit", ["xu.min"]);
            assert.equal((await xu.get(`/api/cases/${talk}`)).status, 200);
            const again = store.run("admit", ["xu.min"]);
            assert.match(again.stderr, /waits to be let in nowhere/);
            const verbs = (await boss.get("/api/journal")).body.items.map((one: any) => one.verb);
            assert.ok(verbs.includes("admit_at_machine"));
        });

        test("nothing of it stands in the journal, its export, or among the figures", async () => {
            await xu.post("/api/notices/read", { until: 1_000_000 });
            const kinds = (await boss.get("/api/journal?limit=200")).body.items;
            assert.ok(!kinds.some((one: any) => one.kind === "notice"), "who was told something");
            const own = (await xu.get("/api/notices")).body.items;
            assert.ok(own.every((one: any) => one.read));
            for (const path of ["/api/journal", "/api/journal/export", "/api/figures"]) {
                const said = JSON.stringify((await boss.get(path)).body);
                for (const word of [talk, number, "夜里醒着"])
                    assert.ok(!said.includes(word), `${path} says ${word}`);
            }
        });
    });
}
