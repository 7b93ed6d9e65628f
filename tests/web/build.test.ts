// The front end as it is built: its types hold, its first load is small, both languages say all.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const web = join(import.meta.dirname, "../../web");
const first_load_max = [
    { page: "index.html", kilobytes: 100 },
    { page: "phone/index.html", kilobytes: 120 },
    { page: "console/index.html", kilobytes: 320 },
];
const first_load_files_max = 12;

test("types hold, and both languages have the same words", () => {
    execFileSync("npx", ["vue-tsc", "--noEmit"], { cwd: web, stdio: "pipe" });
});

// What a browser fetches before anything is shown: the page, and what it names.
function first_load(page: string): number[] {
    const html = readFileSync(join(web, "dist", page), "utf8");
    const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name!);
    assert.ok(named.length > 0, `${page} names no files`);
    const size = (name: string): number => {
        const path = join(web, "dist", name);
        const packed = statSync(`${path}.gz`, { throwIfNoEntry: false });
        return (packed ?? statSync(path)).size;
    };
    return [page, ...named].map(size);
}

for (const { page, kilobytes } of first_load_max) {
    test(`the first load of ${page} is small, and few files`, () => {
        const sizes = first_load(page);
        const bytes = sizes.reduce((sum, size) => sum + size, 0);
        assert.ok(bytes <= kilobytes * 1024, `${bytes} bytes`);
        assert.ok(sizes.length <= first_load_files_max, `${sizes.length} files`);
    });
}

test("pages carry no script or style of their own, which the content policy would refuse", () => {
    for (const page of ["index.html", "console/index.html", "phone/index.html"]) {
        const html = readFileSync(join(web, "dist", page), "utf8");
        assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/);
        assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
    }
});
