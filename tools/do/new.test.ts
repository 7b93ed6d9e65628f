import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "linli-new."));
after(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...args: string[]): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
    return { status, said: stdout + stderr };
};
const begin = (...words: string[]): { status: number | null; said: string } =>
    run("bash", "-c", `source ${root}/tools/do/new.sh; new_programme "$@"`, "new", ...words);

test("a new programme lints and plays at once", () => {
    assert.equal(begin("homes", "lifts").status, 0);
    const linli = join(root, "build/linli");
    for (const [command, file] of [
        ["lint", "lifts.yaml"],
        ["play", "lifts.play"],
    ] as const) {
        const ran = run(linli, command, join("programmes/homes", file));
        assert.equal(ran.status, 0, ran.said);
    }
});

test("what is there stays as it is, and bad words make nothing", () => {
    const before = readdirSync(folder, { recursive: true });
    assert.match(begin("peace", "lifts").said, /already: programmes\/homes\/lifts.yaml/);
    for (const words of [[], ["homes"], ["homes", "../lifts"], ["Homes", "x"], ["homes", "a b"]]) {
        assert.equal(begin(...words).status, 2, words.join(" "));
    }
    assert.deepEqual(readdirSync(folder, { recursive: true }), before);
});
