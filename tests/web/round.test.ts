// A grid worker's round on phones alone: what is blocked and has nobody to answer for it is
// reported, sent to a unit, dealt with there, and confirmed on the spot. What is done is no longer
// to be done.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { choose_place, not_the_same, photo, serve_town } from "./town.ts";
import { sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

const story = "单元门口的雨水口堵了，积水没过脚面";

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

const delivered = (page: Page) => page.getByText("已送达", { exact: true });
const attach = async (page: Page) =>
    page.locator("input[type=file]").setInputFiles(await photo(page));

// Takes a step of the matter from the list of what is to be done, and looks at the list once more.
async function take_from_list(login: string, step: string, fill: (page: Page) => Promise<void>) {
    await with_page("phone", async (page) => {
        await sign_in(page, town, login, "/phone/");
        const list = page.getByRole("link", { name: "待我办" });
        const rows = page.locator("a.case");
        const row = rows.filter({ hasText: story });
        await list.click();
        await row.click();
        const button = page.getByRole("button", { name: step, exact: true });
        await button.click();
        await fill(page);
        await button.click();
        await delivered(page).waitFor();
        await list.click();
        await rows.or(page.getByText("没有要您办的事")).first().waitFor();
        assert.equal(await row.count(), 0, "it is no longer to be done");
    });
}

test("a grid worker reports what is blocked, and has it to send on", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "grid", "/phone/");
        await page.getByRole("link", { name: "拍照上报" }).click();
        await page.getByText("公共部位问题").click();
        await attach(page);
        await page.getByText("堵", { exact: true }).click();
        await choose_place(page);
        await page.locator("textarea").fill(story);
        await page.getByRole("button", { name: "上报", exact: true }).click();
        await not_the_same(page, delivered(page));
    });
    await take_from_list("grid", "分派", async (page) => {
        await page.locator("input[type=search]").first().fill("物业");
        await page.locator(".found button").filter({ hasText: "物业" }).first().click();
    });
});

test("the unit deals with it, and leaves a photo of how it is now", async () => {
    await take_from_list("repair", "处理完成", attach);
});

test("the grid worker looks at it and feeds back, and it is closed", async () => {
    await take_from_list("grid", "确认", async (page) => {
        await page.getByText("满意", { exact: true }).click();
    });
});
