// On a slow line (400 kbit/s, 400 ms there and back) somebody on a phone sees something useful
// soon, and can report; and what was fetched once is not fetched again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { choose_place, not_the_same, serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

const kilobits = 400;
const there_and_back = 400;
const first_seconds_max = 8; // from nothing to something to read and press
const again_seconds_max = 3; // with what the browser has kept
const sent_seconds_max = 10; // from pressing to knowing that it has arrived

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

async function slow_line(page: Page): Promise<void> {
    const line = await page.context().newCDPSession(page);
    await line.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: there_and_back,
        downloadThroughput: (kilobits * 1000) / 8,
        uploadThroughput: (kilobits * 1000) / 8,
    });
}

// How long it takes, by a clock that the device's own does not move.
async function seconds(doing: () => Promise<unknown>): Promise<number> {
    const begun = performance.now();
    await doing();
    return (performance.now() - begun) / 1000;
}

async function within(max: number, what: string, doing: () => Promise<unknown>): Promise<void> {
    const took = await seconds(doing);
    assert.ok(took <= max, `${what} took ${took.toFixed(1)} seconds, at most ${max}`);
}

test("a resident without an account comes to the form, and reports", async () => {
    await with_page("phone", async (page) => {
        await slow_line(page);
        const say = page.getByRole("link", { name: "我要反映" });
        await within(first_seconds_max, "the front door", async () => {
            await page.goto(town.server.address + "/", { waitUntil: "commit" });
            await say.waitFor();
        });
        await within(first_seconds_max, "the form", async () => {
            await say.click();
            await page.getByLabel("情况说明").waitFor();
        });
        await page.getByText("便民直通车").click();
        await choose_place(page);
        await page.getByLabel("情况说明").fill("路口的红绿灯坏了");
        await within(sent_seconds_max, "sending", async () => {
            await page.getByRole("button", { name: "提交" }).click();
            await not_the_same(page, page.getByRole("heading", { name: "受理回执" }));
        });
        await within(again_seconds_max, "the front door once more", async () => {
            await page.goto("about:blank");
            await page.goto(town.server.address + "/", { waitUntil: "commit" });
            await say.waitFor();
        });
    });
});

test("whoever has an account sees their page, and reports", async () => {
    await with_page("phone", async (page) => {
        await slow_line(page);
        await within(first_seconds_max, "the door of the phone pages", async () => {
            await page.goto(town.server.address + "/phone/", { waitUntil: "commit" });
            await page.getByLabel("登录名").waitFor();
        });
        await within(first_seconds_max, "signing in", () =>
            sign_in(page, town, "resident", "/phone/"),
        );
        await within(first_seconds_max, "the form", async () => {
            await page.getByRole("link", { name: "拍照上报" }).click();
            await page.getByText("便民直通车").waitFor();
        });
        await page.getByText("便民直通车").click();
        await choose_place(page);
        await page.getByLabel("情况说明").fill("楼道的灯一直闪");
        await within(sent_seconds_max, "sending", async () => {
            await page.getByRole("button", { name: "上报", exact: true }).click();
            await not_the_same(page, page.getByText("已送达", { exact: true }));
        });
    });
});
