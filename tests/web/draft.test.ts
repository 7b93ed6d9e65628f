// What is half filled in is not lost: not by a reload, not by a page left by mistake, not when the
// session ends or the network goes away; and it is nobody else's, and gone once it is sent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Client } from "../harness/client.ts";
import {
    change_hands,
    choose_place,
    not_the_same,
    serve_town,
    sign_in,
    with_page,
} from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

const go = (page: Page, path: string) => page.goto(`${town.server.address}/console/#${path}`);
const restored = (page: Page) => page.getByText("上次没有提交的内容还在");
const story = (page: Page) => page.getByLabel("情况说明");
const words = "来电反映楼道灯不亮，约好明天上门看";

async function begin(page: Page): Promise<void> {
    await go(page, "/cases/new");
    await page.getByText("便民直通车").click();
    await story(page).fill(words);
}

test("a report at the desk survives a reload, going away, and the network", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await begin(page);
        await page.reload();
        await restored(page).waitFor();
        assert.equal(await story(page).inputValue(), words);
        await page.goBack();
        await go(page, "/journal");
        await go(page, "/cases/new");
        await restored(page).waitFor();
        await page.getByLabel("称呼").fill("何女士");
        await choose_place(page);
        await page.route("**/api/cases", (route) => route.abort("connectionreset"));
        await page.getByRole("button", { name: "登记", exact: true }).click();
        await page.getByRole("alert").filter({ hasText: "网络" }).waitFor();
        await page.unroute("**/api/cases");
        await page.reload();
        assert.equal(await story(page).inputValue(), words);
        await page.getByRole("button", { name: "登记", exact: true }).click();
        await not_the_same(page, page.getByRole("heading", { name: "受理回执" }));
        await page.reload();
        await story(page).or(page.getByText("便民直通车")).first().waitFor();
        assert.equal(await restored(page).count(), 0, "what was sent is not kept");
    });
});

test("a session that ends takes no words with it, and gives them to nobody else", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await begin(page);
        await choose_place(page);
        await page.context().clearCookies();
        await page.reload();
        await page.getByLabel("密码").waitFor();
        const sign = async (login: string) => {
            await page.getByLabel("登录名").fill(login);
            await page.getByLabel("密码").fill(town.password);
            await page.getByRole("button", { name: "登录", exact: true }).click();
            await page.getByRole("heading", { name: "代居民登记" }).waitFor();
        };
        await sign("secretary");
        await page.getByText("便民直通车").waitFor();
        assert.equal(await restored(page).count(), 0, "it is not the secretary's");
        await page.context().clearCookies();
        await page.reload();
        await sign("window");
        await restored(page).waitFor();
        assert.equal(await story(page).inputValue(), words);
        await page.getByRole("button", { name: "清空重填" }).click();
        await page.reload();
        await page.getByText("便民直通车").waitFor();
        assert.equal(await restored(page).count(), 0);
    });
});

async function reports(): Promise<number> {
    const secretary = new Client(town.server.address);
    await secretary.login("secretary", town.password);
    const lines = (await secretary.get("/api/journal?limit=50")).body.items;
    return lines.filter((line: any) => line.verb === "report").length;
}

test("a button pressed when the session has ended shows the door and sends nothing", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await begin(page);
        await page.getByLabel("称呼").fill("何女士");
        await choose_place(page);
        const press = page.getByRole("button", { name: "登记", exact: true });
        const before = await reports();
        for (const whose of ["secretary", ""]) {
            await page.context().clearCookies();
            if (whose) await change_hands(page, town, whose);
            await press.click();
            await page.getByLabel("登录名").fill("window");
            await page.getByLabel("密码").fill(town.password);
            await page.getByRole("button", { name: "登录", exact: true }).click();
            await restored(page).waitFor();
            assert.equal(await story(page).inputValue(), words);
            assert.equal(await page.getByLabel("称呼").inputValue(), "何女士");
        }
        assert.equal(await reports(), before);
        await press.click();
        await not_the_same(page, page.getByRole("heading", { name: "受理回执" }));
        assert.equal(await reports(), before + 1);
    });
});

test("whoever signs out leaves nothing behind", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await begin(page);
        await page.locator("header .who").click();
        await page.getByRole("menuitem", { name: "退出登录" }).click();
        await page.getByLabel("密码").waitFor();
        assert.equal(await page.evaluate(() => window.sessionStorage.length), 0);
    });
});

test("a form over the page keeps what it had, unless it is cancelled", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, "/registry");
        await page.locator("td.title a").first().click();
        const edit = page.getByRole("button", { name: "修改", exact: true });
        const job = page.locator(".el-dialog:visible").getByLabel("职业");
        await edit.click();
        await job.fill("退休教师");
        await page.keyboard.press("Escape");
        await page.reload();
        await edit.click();
        assert.equal(await job.inputValue(), "退休教师");
        await restored(page).waitFor();
        await page.getByRole("button", { name: "取消" }).click();
        await edit.click();
        await job.waitFor();
        assert.notEqual(await job.inputValue(), "退休教师");
    });
});

test("without an account too: what a resident was about to say stays in the window", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/#/say");
        await page.getByText("便民直通车").click();
        await page.getByLabel("情况说明").fill("小区门口的路灯不亮");
        await page.goBack();
        await page.goto(town.server.address + "/#/say");
        await restored(page).waitFor();
        assert.equal(await page.getByLabel("情况说明").inputValue(), "小区门口的路灯不亮");
    });
});
