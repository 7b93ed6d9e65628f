// A lost administrator: a new password from the machine itself ends what was open, and takes the
// codes of a lost telephone away when it is told to; the journal says where it was done.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { engines, Server, Store, admin } from "../harness/server.ts";
import { code_at, time_of } from "../harness/totp.ts";

for (const engine of engines) {
    describe(`a lost administrator, ${engine}`, () => {
        const store = new Store(engine);
        let server: Server;
        let someone: Client;
        let secret = "";
        before(async () => {
            server = await Server.start(store.init(), ["--second-factor", "administrator"]);
            someone = new Client(server.address);
            await someone.take_over();
        });
        after(async () => {
            await server.stop();
            store.drop();
        });

        const verbs = async (): Promise<string[]> =>
            (await someone.get("/api/journal")).body.items.map((line: any) => line.verb);
        const sign_in = (password: string, code = "") =>
            someone.post("/api/session", { login: admin.login, password, ...(code && { code }) });
        const set_up = async (password: string): Promise<void> => {
            const begun = await someone.post("/api/me/second-factor", { password });
            secret = begun.body.secret;
            const code = code_at(secret, await time_of(server.address));
            const set = await someone.post("/api/me/second-factor/confirm", { code });
            assert.equal(set.status, 201, JSON.stringify(set.body));
        };

        test("a role that asks for codes lets nobody begin without", async () => {
            assert.equal((await someone.get("/api/journal")).body.code, "second_factor_must_set");
            await set_up(admin.password);
            assert.equal((await someone.get("/api/journal")).status, 200);
        });

        test("nobody's login and a poor password are refused, and nothing is changed", async () => {
            const nobody = store.run("password", ["--login", "nobody"], "a lamp on the stairs\n");
            assert.equal(nobody.status, 1);
            assert.match(nobody.stderr, /no account signs in as nobody/);
            const poor = store.run("password", ["--login", admin.login], "short\n");
            assert.equal(poor.status, 1);
            assert.match(poor.stderr, /password_short/);
            assert.equal((await someone.get("/api/me")).status, 200);
        });

        test("a new password ends the sessions and leaves the codes", async () => {
            const word = "a new lamp on the stairs";
            const ran = store.must("password", ["--login", admin.login], `${word}\n`);
            assert.match(ran.stdout, /code from the telephone is asked for as before/);
            assert.equal((await someone.get("/api/me")).status, 401);
            assert.equal((await sign_in(admin.password)).body.code, "login_failed");
            assert.equal((await sign_in(word)).body.code, "second_factor_needed");
            const code = code_at(secret, await time_of(server.address), 1);
            const answer = await sign_in(word, code);
            assert.equal(answer.body.must_change_password, true);
        });

        test("with --reset-second-factor the password alone will do, once", async () => {
            const word = "another lamp on the stairs";
            const flags = ["--login", admin.login, "--reset-second-factor"];
            store.must("password", flags, `${word}\n`);
            assert.equal((await sign_in(word)).status, 201);
            const change = { password: word, password_new: admin.password };
            assert.equal((await someone.post("/api/me/password", change)).status, 204);
            // The role asks for codes as before.
            assert.equal((await someone.get("/api/journal")).body.code, "second_factor_must_set");
            await set_up(admin.password);
            const told = await verbs();
            for (const verb of ["set_password_at_machine", "reset_second_factor_at_machine"]) {
                assert.ok(told.includes(verb), verb);
            }
            assert.equal(store.run("verify").status, 0);
        });

        test("a role that does not exist is refused when serving begins", async () => {
            await server.stop();
            const ran = store.run("serve", ["--second-factor", "king", "--listen", "127.0.0.1:0"]);
            assert.equal(ran.status, 1);
            assert.match(ran.stderr, /there is no role king/);
        });
    });
}
