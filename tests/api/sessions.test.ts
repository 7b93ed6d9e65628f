// Who gets in and who is kept out, over a real socket: cookies, other sites, guessing, and acts
// that are sent twice.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, admin } from "../harness/server.ts";

describe("sessions", () => {
    const store = new Store("sqlite");
    let server: Server;
    let someone: Client;
    before(async () => {
        server = await Server.start(store.init(), ["--proxy", "127.0.0.1"]);
        someone = new Client(server.address);
        await new Client(server.address).take_over();
    });
    after(async () => {
        await server.stop();
        store.drop();
    });

    test("the cookie is out of reach of scripts and of other sites", async () => {
        const answer = await someone.login(admin.login, admin.password);
        const [line] = answer.headers.getSetCookie();
        for (const word of ["HttpOnly", "SameSite=Strict", "Path=/"]) {
            assert.match(line!, new RegExp(`; ${word}(;|$)`), line);
        }
        assert.equal((await someone.get("/api/me")).body.login, admin.login);
        const held = someone.cookie;
        assert.equal((await someone.ask("DELETE", "/api/session")).status, 204);
        someone.cookie = held;
        assert.equal((await someone.get("/api/me")).status, 401);
    });

    test("a stranger learns nothing of which names exist", async () => {
        const wrong = await someone.login(admin.login, "not my password");
        const nobody = await someone.login("nobody", "not my password");
        assert.equal(wrong.status, nobody.status);
        assert.deepEqual(wrong.body, nobody.body);
    });

    test("another site can neither write nor guess", async () => {
        const writes: Record<string, string>[] = [
            { origin: "https://example.org" },
            { "sec-fetch-site": "cross-site" },
        ];
        for (const headers of writes) {
            const body = { login: admin.login, password: admin.password };
            const answer = await someone.post("/api/session", body, { headers });
            assert.equal(answer.body.code, "cross_site");
            assert.equal(answer.headers.getSetCookie().length, 0);
        }
        const form = await someone.post("/api/session", "login=admin", {
            headers: { "content-type": "text/plain" },
        });
        assert.equal(form.body.code, "bad_media_type");
    });

    test("a write without an act id is refused, and one sent twice is done once", async () => {
        const body = { login: admin.login, password: admin.password };
        const none = await someone.post("/api/session", body, {
            headers: { "idempotency-key": "" },
        });
        assert.equal(none.body.code, "act_missing");
        const act = randomUUID();
        const phones = [new Client(server.address), new Client(server.address)];
        for (const phone of phones) {
            assert.equal((await phone.post("/api/session", body, { act })).status, 201);
        }
        // The answer was lost on the road, and the same phone asks again: the same session.
        assert.equal(phones[0]!.cookie, phones[1]!.cookie);
        const lines = (await phones[0]!.get("/api/journal")).body;
        const of_act = lines.items.filter((line: any) => line.act === act);
        assert.equal(of_act.length, 1);
    });

    test("the same act id for something else is refused", async () => {
        const act = randomUUID();
        const body = { login: admin.login, password: admin.password };
        assert.equal((await someone.post("/api/session", body, { act })).status, 201);
        const other = await someone.ask("DELETE", "/api/session", undefined, { act });
        assert.equal(other.body.code, "act_reused");
    });

    // From an address behind the proxy.
    const guessed = async (login: string, guess: number, address: string): Promise<string> => {
        const body = { login, password: `guess number ${guess}` };
        const headers = { "x-forwarded-for": address };
        return (await new Client(server.address).post("/api/session", body, { headers })).body.code;
    };

    test("whoever tries one name after the other is slowed down, and nobody else", async () => {
        const codes: string[] = [];
        for (let guess = 0; guess < 40; ++guess) {
            codes.push(await guessed(`name${guess}`, guess, "198.51.100.7"));
        }
        assert.equal(codes[0], "login_failed");
        assert.equal(codes.at(-1), "slow_down");
        assert.equal(await guessed("name", 1, "198.51.100.8"), "login_failed");
    });

    test("guessing locks the name for a while, whether or not it exists", async () => {
        for (const login of [admin.login, "ghost"]) {
            const codes: string[] = [];
            for (let guess = 0; guess < 8; ++guess) {
                codes.push(await guessed(login, guess, `192.0.2.${guess}`));
            }
            assert.equal(codes[0], "login_failed", login);
            assert.equal(codes.at(-1), "login_locked", login);
        }
        const right = await someone.login(admin.login, admin.password);
        assert.equal(right.body.code, "login_locked");
    });
});
