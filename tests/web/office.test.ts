// What an office keeps in order at the desk: its places, units, homes and households, who is
// responsible for what, for which months a register was kept, which days are worked, and where one
// is signed in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Client } from "../harness/client.ts";
import { serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let secretary: Client;

before(async () => {
    town = await serve_town();
    secretary = new Client(town.server.address);
    await secretary.login("secretary", town.password);
});
after(() => town.stop());

const go = (page: Page, path: string) => page.goto(`${town.server.address}/console/#${path}`);

// Opens a form, fills it in and sends it; a form that was refused stays open and says why.
async function form(
    page: Page,
    button: string,
    fill: (form: ReturnType<Page["locator"]>) => Promise<void>,
    refused = "",
): Promise<void> {
    const dialog = page.locator(".el-dialog:visible");
    if (!(await dialog.isVisible())) {
        await page.getByRole("button", { name: button, exact: true }).first().click();
    }
    await fill(dialog);
    await dialog.locator("button[type=submit]").click();
    if (refused) return dialog.getByRole("alert").filter({ hasText: refused }).waitFor();
    await dialog.waitFor({ state: "hidden" });
}

test("places are added, corrected and ended, but not while somebody lives there", async () => {
    const top = (await secretary.get("/api/places/top")).body;
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, `/places/${top.id}`);
        await form(page, "新增下级", async (dialog) => {
            await dialog.getByLabel("类型").selectOption({ label: "片区" });
            await dialog.getByLabel("名称").fill("河东片区");
        });
        await page.locator(".tree").getByText("河东片区").click();
        await page.getByRole("heading", { name: "河东片区" }).waitFor();
        await form(page, "修改地点", (dialog) => dialog.getByLabel("名称").fill("河西片区"));
        await page.getByRole("heading", { name: "河西片区" }).waitFor();

        const building = (await secretary.get("/api/search?kind=place&q=幢")).body.items[0];
        await go(page, `/places/${building.id}`);
        await page.getByRole("heading", { name: building.name }).waitFor();
        await form(page, "停用", async () => undefined, "不能停用");
    });
});

test("units are entered and corrected", async () => {
    const top = (await secretary.get("/api/places/top")).body;
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, `/places/${top.id}`);
        await page.getByRole("tab", { name: "单位", exact: true }).click();
        await form(page, "登记单位", async (dialog) => {
            await dialog.getByLabel("单位名称").fill("和风面馆");
            await dialog.getByLabel("类型").selectOption({ label: "个体工商户" });
        });
        await page.getByRole("link", { name: "和风面馆" }).click();
        await page.getByRole("heading", { name: "和风面馆" }).waitFor();
        await form(
            page,
            "修改",
            (dialog) => dialog.getByLabel("统一社会信用代码").fill("91350100M000100Y44"),
            "信用代码",
        );
        await form(page, "修改", (dialog) =>
            dialog.getByLabel("统一社会信用代码").fill("91350100M000100Y43"),
        );
        await page.getByText("91350100M000100Y43").waitFor();
    });
});

test("homes and households are corrected", async () => {
    const household = (await secretary.get("/api/households")).body.items[0];
    const { place } = (await secretary.get(`/api/households/${household.id}`)).body;
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, `/households/${household.id}`);
        await form(page, "修改", (dialog) => dialog.getByLabel("备注").fill("独生子女户"));
        await page.getByText("独生子女户").waitFor();
        await go(page, `/places/${place.id}`);
        await form(page, "修改房屋情况", (dialog) =>
            dialog.getByLabel("房主", { exact: true }).fill("罗小满"),
        );
        await page.getByText("罗小满").waitFor();
    });
});

test("what nobody answers for is given to a unit, and taken back", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, "/routes");
        const blocked = page.locator("section").first().locator("tr").filter({ hasText: "堵" });
        await blocked.getByText("无人负责").waitFor();
        await form(page, "设定责任单位", async (dialog) => {
            await dialog.getByText("堵", { exact: true }).click();
            await dialog.locator("input[type=search]").fill("物业");
            await dialog.locator(".found button").filter({ hasText: "物业" }).first().click();
        });
        await blocked.getByRole("link").waitFor();
        const entry = page.locator("section").nth(1).locator("tr").filter({ hasText: "堵" });
        await entry.getByRole("button", { name: "取消" }).click();
        await blocked.getByText("无人负责").waitFor();
    });
});

test("a month is confirmed only with the number that the register holds", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, "/watches");
        const open = page.getByRole("button", { name: "确认" });
        await open.last().waitFor();
        const before = await open.count();
        await open.last().click();
        await form(
            page,
            "确认",
            (dialog) => dialog.getByLabel("件数").fill("99"),
            "件数与登记的不一致",
        );
        await form(page, "确认", (dialog) => dialog.getByLabel("件数").fill("0"));
        await page.waitForFunction(
            (count) =>
                [...document.querySelectorAll("main button")].filter((one) =>
                    /确认/.test(one.textContent ?? ""),
                ).length === count,
            before - 1,
        );
        const { body: top } = await secretary.get("/api/places/top");
        await go(page, `/places/${top.id}`);
        await page.getByRole("tab", { name: "经过" }).click();
        await page.getByText("确认零报告").first().waitFor();
        await page.getByText("设定责任单位").first().waitFor();
    });
});

test("a register that is kept by the week is confirmed by the week", async () => {
    const { body: parts } = await secretary.get("/api/parts");
    for (const part of parts.items) if (part.watched) part.watched = "week";
    const { body: top } = await secretary.get("/api/places/top");
    const kept = { from: "2026-12-28", to: "2027-01-04", count: 3, made: "2027-01-04T01:00:00Z" };
    const day = new Date("2027-01-12T10:00:00+08:00");
    const work = async (page: Page) => {
        // The server's clock is what counts: it says the day of the device.
        await page.route(/\/api\/(?!events)/, async (route) => {
            const response = await route.fetch();
            const headers = { ...response.headers(), date: day.toUTCString() };
            await route.fulfill({ response, headers });
        });
        await page.route("**/api/parts", (route) => route.fulfill({ json: parts }));
        await page.route("**/api/watches?*", (route) => route.fulfill({ json: { items: [kept] } }));
        await sign_in(page, town, "secretary");
        await go(page, "/watches");
        const rows = page.locator("main tr");
        await rows.filter({ hasText: "2026年第53周" }).getByText("3件").waitFor();
        await rows.first().getByText("2027年第1周").waitFor();
        const asked = page.waitForRequest((one) => one.method() === "POST");
        await rows.first().getByRole("button", { name: "确认" }).click();
        const dialog = page.locator(".el-dialog:visible");
        await dialog.getByLabel("件数").fill("0");
        await dialog.locator("button[type=submit]").click();
        const body = (await asked).postDataJSON();
        assert.deepEqual([body.place, body.period], [top.id, "2027-W01"]);
    };
    await with_page("desk", work, day);
});

test("somebody ends the session they forgot elsewhere", async () => {
    const elsewhere = new Client(town.server.address);
    await elsewhere.login("grid", town.password);
    await with_page("desk", async (page) => {
        await sign_in(page, town, "grid");
        await go(page, "/me");
        await page.getByText("本次登录").waitFor();
        await page.getByRole("button", { name: "退出", exact: true }).click();
        await page
            .getByRole("button", { name: "退出", exact: true })
            .waitFor({ state: "detached" });
        assert.equal((await elsewhere.get("/api/me")).status, 401);
    });
});

test("where a post is missing is opened, and somebody appointed there", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await go(page, "/posts");
        const lacking = page.getByRole("button", { name: /^缺\d+$/ }).first();
        const before = Number((await lacking.innerText()).slice(1));
        await lacking.click();
        const where = await page.locator(".el-dialog .list a").first().innerText();
        await page.locator(".el-dialog .list button").first().click();
        await form(page, "", async (dialog) => {
            await dialog.getByText(new RegExp([...where].join(" ?"))).waitFor();
            await dialog.locator("input[type=search]").fill("stairs");
            await dialog.locator(".found button").filter({ hasText: "李美娟" }).click();
        });
        await page.getByRole("button", { name: `缺${before - 1}`, exact: true }).waitFor();
    });
});

test("whoever holds a post says which colleague stands in", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "grid");
        await go(page, "/posts");
        const [from, to] = [0, 7].map((days) =>
            new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
        );
        await form(page, "安排代班", async (dialog) => {
            await dialog.locator("input[type=search]").fill("王宏伟");
            await dialog.getByText("没有找到").waitFor(); // a resident is no colleague
            await dialog.locator("input[type=search]").fill("李美娟");
            await dialog.locator(".found button").filter({ hasText: "李美娟" }).click();
            await dialog.getByLabel("起").fill(from!);
            await dialog.getByLabel("止").fill(to!);
        });
        await page
            .locator("tr")
            .filter({ hasText: "李美娟" })
            .filter({ hasText: "代班" })
            .waitFor();
    });
});

test("a year's holidays are pasted in, and the days change", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "admin");
        await go(page, "/calendar");
        await page.getByText("2027", { exact: true }).click();
        await page.getByText("2027年的放假安排还没有导入").waitFor();
        const january = page.locator("section").filter({ hasText: /^1月/ });
        const special = january.locator("small");
        assert.deepEqual(await special.allInnerTexts(), []);
        const paste = (text: string, refused = "") =>
            form(
                page,
                "2027年放假安排",
                (dialog) => dialog.getByLabel("放假安排").fill(text),
                refused,
            );
        await paste("2027-01-01,休,元旦\n2027-01-04,班,元旦", "第2行不对");
        await paste("2027-01-01,休,元旦\n2027-01-02,班,元旦");
        await page.getByText("新版日历已启用").waitFor();
        await special.last().waitFor();
        assert.deepEqual(await special.allInnerTexts(), ["休", "班"]);
        const day = january.locator(".day").filter({ hasText: "班" });
        assert.match(await day.innerText(), /^2\s*班$/);
        assert.equal(await day.getAttribute("title"), "元旦");
        await page.getByText("2027年的放假安排还没有导入").waitFor({ state: "detached" });
    });
});
