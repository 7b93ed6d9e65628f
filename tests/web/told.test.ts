// What pages tell whoever looks: where and when a number was counted, which sheets one may hand in,
// whether a lost code can be found again, and what a resident's own record holds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { town_begins } from "../harness/town.ts";
import { choose_place, serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

const go = (page: Page, path: string) => page.goto(town.server.address + path);

test("a figure names its place, down to the grids, and says so where it is opened", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, "/console/#/figures");
        await page.locator(".said").first().waitFor();
        await page.locator(".head .el-select").last().click();
        await page.getByRole("option", { name: /网格/ }).first().click();
        const grid = await page.locator(".head .el-select").last().innerText();
        assert.match(grid, /网格/);
        const first = page.locator("article").first().locator(".said");
        const said = await first.innerText();
        await first.click();
        await page.locator(".head .said").waitFor();
        assert.equal(await page.locator(".head .said").innerText(), said);
        const about = await page.locator(".head p.soft").innerText();
        assert.ok(about.includes(grid.trim()) && /季度/.test(about), about);
    });
});

test("a countdown goes by the server's clock, not by that of the machine", async () => {
    const slow = new Date(town_begins.getTime() - 3 * 24 * 3600 * 1000);
    const head = () =>
        with_page(
            "desk",
            async (page) => {
                await sign_in(page, town, "secretary");
                await page.locator(".head p.soft").filter({ hasText: "11月" }).waitFor();
                return page.locator(".head p.soft").innerText();
            },
            slow,
        );
    assert.match(await head(), /11月10日/);
});

test("what counts but is not theirs to open is told of all pages that were read", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        const read: number[] = [];
        await page.route("**/records?*", async (route) => {
            const answer = await route.fetch({ url: `${route.request().url()}&limit=2` });
            const json = await answer.json();
            read.push(json.items.length);
            await route.fulfill({ response: answer, json: { ...json, hidden: 2 } });
        });
        await go(page, "/console/#/figures");
        await page.locator("article", { hasText: "按类别" }).first().locator(".said").click();
        await page.getByText("另有2条计入总数").waitFor();
        await page.getByRole("button", { name: "再显示一些" }).click();
        await page.getByText("另有4条计入总数").waitFor();
        assert.equal(await page.locator("tbody tr").count(), read[0]! + read[1]!);
    });
});

test("one is offered the sheets that one may hand in", async () => {
    for (const [login, kinds] of [
        ["window", ["居民", "单位"]],
        ["admin", ["地点", "单位"]],
    ] as const) {
        await with_page("desk", async (page) => {
            await sign_in(page, town, login);
            await page.getByRole("link", { name: "导入", exact: true }).click();
            await page.locator(".pill").first().waitFor();
            const offered = await page.locator(".pill").allInnerTexts();
            assert.deepEqual(
                offered.map((one) => one.replace("✓", "").trim()),
                kinds,
            );
        });
    }
});

test("who leaves no number is told that a lost code cannot be found again", async () => {
    for (const [phone, said] of [
        ["19900000042", "报手机号后四位查找"],
        ["", "查询码遗失后无法找回"],
    ] as const) {
        await with_page("phone", async (page) => {
            await go(page, "/#/say");
            await page.getByText("社情民意在线").click();
            await page.getByText("建议", { exact: true }).click();
            await choose_place(page);
            await page.locator("textarea").first().fill(`门口的长椅坏了${phone}`);
            const send = page.locator("form button[type=submit]");
            const number = page.getByLabel("联系电话");
            if (phone) {
                await number.fill("12345");
                await send.click();
                await page.getByText("电话号码位数不对：手机号是11位").waitFor();
                await number.fill(phone);
            }
            await send.click();
            if (!phone) await page.getByRole("button", { name: "都不是，登记新的" }).click();
            await page.getByText(said).waitFor();
        });
    }
});

test("a resident sees what is registered, and puts their telephone right", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "resident", "/phone/");
        await page.getByRole("link", { name: "我的", exact: true }).click();
        for (const title of ["证件号码", "电话", "住址"])
            await page.locator("dt").getByText(title, { exact: true }).waitFor();
        await page.getByRole("button", { name: "提出更正" }).click();
        await page.getByLabel(/^电话/).fill("19900000077；0574-87654321");
        const sends = page.locator("form button[type=submit]").filter({ hasText: "提出更正" });
        await sends.click();
        await page.getByText("19900000077；0574-87654321").waitFor();
    });
});
