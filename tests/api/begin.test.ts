// Making an office, keeping a copy of it, making it anew: what is wrong with the words is said
// before anything is made, and what fails leaves everything as it was.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Store, admin, engines, linli } from "../harness/server.ts";

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

test("a word that is no command names the nearest that is", () => {
    const said = (word: string) => spawnSync(linli, [word], { encoding: "utf8" }).stderr;
    assert.match(said("bakcup"), /no command bakcup: is it backup\?/);
    assert.match(said("nonsense"), /no command nonsense: linli --help lists them/);
});

test("an office that cannot be made leaves its folder as it was", () => {
    const store = new Store("sqlite");
    mkdirSync(store.data);
    writeFileSync(join(store.data, "note"), "ours");
    const args = ["--admin", admin.login, "--database", "postgres://nobody@127.0.0.1:1/none"];
    assert.notEqual(store.run("init", args, admin.password + "\n").status, 0);
    assert.deepEqual(readdirSync(store.data), ["note"]);
    store.init().drop();
});

test("an office that cannot be made leaves its database as it was, and goes over no other", () => {
    const store = new Store("postgres");
    const init = (login: string, data = store.data) => {
        const args = ["init", "--data", data, "--admin", login, ...store.place];
        return spawnSync(linli, args, { input: admin.password + "\n", encoding: "utf8" });
    };
    for (let times = 0; times < 2; ++times) {
        assert.match(init("No Name").stderr, /login_bad/);
        assert.equal(existsSync(store.data), false);
    }
    assert.equal(init(admin.login).status, 0);
    const other = join(store.folder, "other");
    assert.match(init(admin.login, other).stderr, /is not empty: name another database/);
    assert.equal(existsSync(other), false);
    assert.match(store.run("verify").stdout, /the journal is whole/);
    store.drop();
});

for (const engine of engines) {
    test(`a journal that was touched is told of, and restored all the same, on ${engine}`, () => {
        const store = new Store(engine).init();
        store.tamper("update journal set verb = 'forged' where seq = 3");
        const forged = /journal line 3 was changed after it was written/;
        const verified = store.run("verify");
        assert.equal(verified.status, 1);
        assert.match(verified.stdout, forged);

        const copy = join(store.folder, "copy");
        store.must("backup", [copy]);
        const anew = new Store(engine);
        const restored = anew.run("restore", [copy, ...anew.place]);
        assert.equal(restored.status, 1);
        assert.match(restored.stdout, forged);
        assert.doesNotMatch(restored.stdout, /restored/);
        // There may be no better copy.
        anew.tamper("delete from journal where seq = 2");
        const torn = anew.run("verify");
        assert.equal(torn.status, 1);
        assert.match(torn.stdout, /journal line 2 is missing/);
        anew.drop();
        store.drop();
    });
}

test("a backup goes over no file, is its owner's; what cannot be restored leaves nothing", () => {
    const store = new Store("sqlite").init();
    const copy = join(store.folder, "copy");
    store.must("backup", [copy]);
    for (const file of [copy, join(store.data, "linli.sqlite"), join(store.data, "database")])
        assert.equal(statSync(file).mode & 0o077, 0, file);
    const again = store.run("backup", [copy]);
    assert.equal(again.status, 1);
    assert.match(again.stderr, /is there already: choose another name/);

    const photo = join(store.folder, "photo.jpg");
    writeFileSync(photo, Buffer.from("ffd8ffe000104a46494600010101", "hex"));
    const anew = join(store.folder, "deep", "anew");
    const restore = (file: string) =>
        spawnSync(linli, ["restore", file, "--data", anew], { encoding: "utf8" });
    for (const [file, said] of [
        [join(store.folder, "none"), /cannot read/],
        [photo, /is not a backup of Linli/],
    ] as const) {
        assert.match(restore(file).stderr, said);
        assert.equal(existsSync(join(store.folder, "deep")), false);
    }
    assert.match(restore(copy).stdout, /the journal is whole: \d+ lines/);
    assert.match(restore(copy).stderr, /already holds an office/);
    assert.match(store.run("verify").stdout, /the journal is whole/);
    store.drop();
});
