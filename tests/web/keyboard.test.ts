// By the keyboard alone: what docs/guide/keyboard.md says key by key is done so, and on every page
// Tab comes to all that can be used, always in sight, and out again at the end.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { open_device, sizes } from "../harness/browser.ts";
import { town_begins } from "../harness/town.ts";
import { every_door } from "./doors.ts";
import { come_to_all, perform } from "./keys.ts";
import { enter, serve_town, with_page } from "./town.ts";
import type { Town } from "./town.ts";

const guide = readFileSync(join(import.meta.dirname, "../../docs/guide/keyboard.md"), "utf8");
const scripts = [...guide.matchAll(/^## (.+)\n[^`]*```\n([^`]+)```/gm)];

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

test("every page can be gone through, and nothing on it is left out", async () => {
    const device = await open_device("desk", town_begins);
    const page = await device.newPage();
    const wrong: string[] = [];
    let login: string | undefined;
    const shapes = new Set<string>();
    for (const door of await every_door(town)) {
        const shape = door.surface + door.path.replace(/[0-9a-f-]{36}|programmes\/.*/, "one");
        if (shapes.has(shape)) continue;
        shapes.add(shape);
        if (door.login !== login) await enter(page, town, (login = door.login));
        await page.setViewportSize(door.surface === "/console/" ? sizes.desk : sizes.phone);
        await page.goto("about:blank");
        await page.goto(`${town.server.address}${door.surface}#${door.path}`);
        await page.locator("h1").first().waitFor();
        await page.waitForFunction(() => !document.querySelector(".waiting"));
        const found = await come_to_all(page);
        wrong.push(...found.map((one) => `${login} ${door.surface}#${door.path}: ${one}`));
    }
    await device.close();
    assert.deepEqual(wrong, []);
});

assert.ok(scripts.length > 10, "the guide has its scripts");
for (const [, title = "", script = ""] of scripts) {
    const size = /手机|居民服务/.test(title) ? "phone" : "desk";
    test(`by the keyboard: ${title}`, () =>
        with_page(size, (page: Page) => perform(page, town, script)));
}
