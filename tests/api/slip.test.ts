// The way back in: a code from the machine itself opens an account once, with a new password.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, admin } from "../harness/server.ts";

const store = new Store("sqlite");
let server: Server;
let someone: Client;
before(async () => {
    server = await Server.start(store.init());
    someone = new Client(server.address);
});
after(async () => {
    await server.stop();
    store.drop();
});

test("a slip from the machine is a new password, once", async () => {
    const code = store.must("slip", ["--login", admin.login]).stdout.split("\n")[0]!;
    const claim = (password: string) =>
        someone.post(`/api/slips/${code}/claim`, { login: "", password });
    assert.equal((await claim("a new lamp on the stairs")).status, 201);
    assert.equal((await claim("another lamp on the stairs")).body.code, "slip_used");
    assert.equal((await someone.login(admin.login, admin.password)).status, 401);
    assert.ok((await someone.login(admin.login, "a new lamp on the stairs")).status < 300);
});

test("nobody's login gets none", () => {
    const ran = store.run("slip", ["--login", "nobody"]);
    assert.equal(ran.status, 1);
    assert.match(ran.stderr, /no account signs in as nobody/);
});
