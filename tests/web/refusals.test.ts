// Whatever the server may refuse has a sentence: every code that stands in the sources is looked up
// in web/words. Codes that only people at the command line meet are named below.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import zh from "../../web/words/zh/refusals.ts";

const root = join(import.meta.dirname, "../..");
// Of programmes, plays, tables and copies: said with file and line to whoever writes or moves them.
const at_the_command_line = new Set([
    "bad_path",
    "bad_play",
    "bad_table",
    "bad_yaml",
    "broken",
    "copy_damaged",
    "copy_newer",
    "copy_none",
    "dead_end",
    "in_time",
    "field_kind_changed",
    "no_body_wanted",
    "no_hands",
    "no_way_in",
    "nobody_waits",
    "posts_exist",
    "root_exists",
    "step_twice",
    "store_not_empty",
    "stuck",
    "two_limits",
]);

function codes_in(text: string): string[] {
    const forms = [
        /Refusal\s*\w*\s*\{\s*"([a-z][a-z_0-9]+)"/g,
        /(?:refuse\(|return )\{\s*"([a-z]+_[a-z_0-9]+)",/g,
    ];
    return forms.flatMap((form) => [...text.matchAll(form)].map(([, code]) => code!));
}

test("every refusal has a sentence", () => {
    const sources = globSync("src/**/*.cpp", { cwd: root }).filter(
        // What the invented town refuses, only whoever makes it reads.
        (path) => !path.endsWith("_test.cpp") && !path.startsWith("src/town/"),
    );
    const codes = new Map<string, string>();
    for (const path of sources) {
        for (const code of codes_in(readFileSync(join(root, path), "utf8"))) codes.set(code, path);
    }
    assert.ok(codes.size > 50, "the sources were read");
    const silent = [...codes].filter(([code]) => !(code in zh) && !at_the_command_line.has(code));
    assert.deepEqual(silent, []);
});

test("every right that a role may have has a name in both languages", () => {
    const roles = readFileSync(join(root, "programmes/common/roles.yaml"), "utf8");
    const lists = [...roles.matchAll(/rights: \[([^\]]*)\]/g)].map(([, list]) => list!.split(","));
    const rights = new Set(lists.flat().map((right) => right.trim()));
    assert.ok(rights.size > 10);
    for (const language of ["zh", "en"]) {
        const words = readFileSync(join(root, `web/words/${language}/audit.ts`), "utf8");
        const nameless = [...rights].filter((right) => right && !words.includes(`"${right}": "`));
        assert.deepEqual(nameless, [], language);
    }
});
