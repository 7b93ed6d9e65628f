// What every answer of a server has, whoever asks: health for operators, headers that protect the
// browser, problems that programs can read, and an OpenAPI document that tells the truth.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, admin, engines } from "../harness/server.ts";

for (const engine of engines) {
    describe(`ground on ${engine}`, () => {
        const store = new Store(engine);
        let server: Server;
        let stranger: Client;
        before(async () => {
            server = await Server.start(store.init());
            stranger = new Client(server.address);
        });
        after(async () => {
            assert.equal(await server.stop(), 0, server.log);
            store.drop();
        });

        test("operators see that it lives, and what it does", async () => {
            assert.equal((await stranger.get("/healthz")).status, 200);
            assert.equal((await stranger.get("/readyz")).status, 200);
            const figures = await stranger.get("/metrics");
            assert.match(figures.body, /^# TYPE \w+ counter$/m);
            const through_proxy = { headers: { "x-forwarded-for": "203.0.113.7" } };
            assert.doesNotMatch((await stranger.get("/metrics", through_proxy)).body, /# TYPE/);
        });

        test("a page and an answer carry a strict policy", async () => {
            const page = await stranger.get("/");
            assert.equal(page.status, 200);
            assert.match(page.headers.get("content-type")!, /^text\/html/);
            const policy = page.headers.get("content-security-policy")!;
            assert.match(policy, /default-src 'none'|default-src 'self'/);
            assert.match(policy, /frame-ancestors 'none'/);
            assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|\*/);
            const me = await stranger.get("/api/me");
            for (const { headers } of [page, me]) {
                assert.equal(headers.get("x-content-type-options"), "nosniff");
                assert.equal(headers.get("referrer-policy"), "same-origin");
            }
            assert.equal(me.headers.get("cache-control"), "no-store");
        });

        test("what is not there and what may not be seen are problems", async () => {
            const rows: [string, string, number, string][] = [
                ["GET", "/api/nothing", 404, "no_such_path"],
                ["PUT", "/api/session", 405, "no_such_method"],
                ["GET", "/api/me", 401, "login_first"],
                ["GET", "/api/journal", 401, "login_first"],
                ["GET", "/api/me?a=1&a=2", 400, "bad_query"],
            ];
            for (const [method, path, status, code] of rows) {
                const answer = await stranger.ask(method, path);
                assert.equal(answer.status, status, path);
                assert.match(answer.headers.get("content-type")!, /^application\/problem\+json/);
                assert.equal(answer.body.code, code, path);
            }
        });

        test("the OpenAPI document lists each operation once, and every one answers", async () => {
            const { body } = await stranger.get("/api/openapi.json");
            assert.match(body.openapi, /^3\.1\./);
            const names: string[] = [];
            for (const [path, operations] of Object.entries<Record<string, any>>(body.paths)) {
                for (const [method, operation] of Object.entries(operations)) {
                    if (method === "parameters") continue;
                    names.push(operation.operationId);
                    const asked = path.replace(/\{\w+\}/g, "0190b2c4-0000-7000-8000-000000000000");
                    const { status } = await stranger.ask(method.toUpperCase(), asked);
                    assert.ok(status !== 405 && status < 500, `${method} ${path}: ${status}`);
                }
            }
            assert.equal(new Set(names).size, names.length);
            assert.ok(names.includes("log_in"), names.join(" "));
        });

        test("the first account sets its own password first, and the journal knows", async () => {
            const someone = new Client(server.address);
            const first = await someone.login(admin.login, admin.first_password);
            assert.equal(first.body.must_change_password, true);
            assert.equal((await someone.get("/api/journal")).body.code, "password_must_change");
            await someone.take_over();
            const lines = await someone.get("/api/journal");
            assert.equal(lines.status, 200);
            assert.ok(lines.body.items.some((line: any) => line.verb === "log_in"));
        });
    });
}
