// The front end as it is built: its types hold, its first load is small, both languages say all.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const web = join(import.meta.dirname, "../../web");
const first_load_bytes_max = 150 * 1024;

test("types hold, and both languages have the same words", () => {
    execFileSync("npx", ["vue-tsc", "--noEmit"], { cwd: web, stdio: "pipe" });
});

// What a browser fetches before anything is shown: the page, and what it names.
function first_load(page: string): number {
    const html = readFileSync(join(web, "dist", page), "utf8");
    const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name!);
    assert.ok(named.length > 0, `${page} names no files`);
    const size = (name: string): number => {
        const path = join(web, "dist", name);
        const packed = statSync(`${path}.gz`, { throwIfNoEntry: false });
        return (packed ?? statSync(path)).size;
    };
    return [page, ...named].reduce((sum, name) => sum + size(name), 0);
}

for (const page of ["index.html", "phone/index.html"]) {
    test(`the first load of ${page} is small`, () => {
        const bytes = first_load(page);
        assert.ok(bytes <= first_load_bytes_max, `${bytes} bytes`);
    });
}

test("pages carry no script or style of their own, which the content policy would refuse", () => {
    for (const page of ["index.html", "console/index.html", "phone/index.html"]) {
        const html = readFileSync(join(web, "dist", page), "utf8");
        assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/);
        assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
    }
});
