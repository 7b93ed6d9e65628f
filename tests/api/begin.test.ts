// Making an office: what is wrong with the words is said before anything is made.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store, admin } from "../harness/server.ts";

test("an office that cannot be is refused, and its folder stays free", () => {
    const store = new Store("sqlite");
    const init = (words: string[], password = admin.password) =>
        store.run("init", ["--admin", admin.login, ...words], password + "\n");
    for (const [words, said] of [
        [["--kind", "galaxy"], /--kind wants one of street, town, community/],
        [["--code", "123"], /--code wants the 12 digits/],
    ] as const) {
        const ran = init([...words]);
        assert.equal(ran.status, 1);
        assert.match(ran.stderr, said);
    }
    assert.match(init([], "short").stderr, /password_short/);
    assert.equal(init(["--kind", "community", "--code", "999902001001"]).status, 0);
    store.drop();
});
