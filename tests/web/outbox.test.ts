// What is made on a phone is never lost and never doubled: kept without a network, over a reload,
// and sent once even when the answer got lost on its way back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Client } from "../harness/client.ts";
import { choose_place, not_the_same, photo, sees_photo, serve_town } from "./town.ts";
import { sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

const delivered = (page: Page) => page.getByText("已送达", { exact: true });
const send = (page: Page) => page.getByRole("button", { name: "上报", exact: true }).click();

async function attach(page: Page): Promise<void> {
    await page.locator("input[type=file]").setInputFiles(await photo(page));
    await page.locator("canvas").waitFor();
}

async function as(login: string): Promise<Client> {
    const client = new Client(town.server.address);
    await client.login(login, town.password);
    return client;
}

test("a report made without a network is kept over a reload and delivered later", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "grid", "/phone/");
        await page.getByRole("link", { name: "拍照上报" }).click();
        await page.getByText("社情民意在线").click();
        await page.getByText("环境卫生").click();
        await choose_place(page);
        await page.locator("textarea").fill("楼道堆放旧家具");
        // The worker has the page by the second visit.
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await page.context().setOffline(true);
        await page.getByRole("button", { name: "上报", exact: true }).click();
        await page.getByText("等待送出").waitFor();
        await page.goto(town.server.address + "/phone/#/outbox");
        await page.reload();
        await page.getByText("楼道堆放旧家具").waitFor();
        await page.getByText("等待送出").waitFor();
        await page.context().setOffline(false);
        await page.getByText("已送达", { exact: true }).waitFor();
    });
});

test("a photo taken without a network is kept with its report, and arrives with it", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "grid", "/phone/");
        await page.getByRole("link", { name: "拍照上报" }).click();
        await page.getByText("社情民意在线").click();
        await page.getByText("安全隐患").click();
        await choose_place(page);
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await page.context().setOffline(true);
        await attach(page);
        await page.locator("textarea").fill("楼顶的护栏松了");
        await send(page);
        await page.getByText("等待送出").waitFor();
        await page.reload();
        await page.getByRole("link", { name: "发件箱" }).click();
        await page.getByText("楼顶的护栏松了").waitFor();
        await page.context().setOffline(false);
        await delivered(page).waitFor();
        await page.locator(".entry a").click();
        await page.getByRole("heading", { name: "楼顶的护栏松了" }).waitFor();
        await sees_photo(page, ".facts");
        assert.equal(await page.locator(".facts img").count(), 1);
    });
});

test("an act whose answer got lost is done once", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "grid", "/phone/");
        let lost = 0;
        const acts = new Set<string>();
        await page.route("**/api/cases", async (route) => {
            const request = route.request();
            if (request.method() !== "POST") return route.continue();
            acts.add(request.headers()["idempotency-key"]!);
            if (lost++ >= 2) return route.continue();
            await route.fetch(); // the server has done it
            await route.abort("connectionreset"); // and nobody has heard
        });
        await page.goto(town.server.address + "/phone/#/report");
        await page.getByText("社情民意在线").click();
        await page.getByText("安全隐患").click();
        await choose_place(page);
        await page.locator("textarea").fill("消防栓没有水");
        await send(page);
        await not_the_same(page, delivered(page));
        assert.ok(lost >= 3, "it was sent three times");
        assert.equal(acts.size, 1, "under one act id");
        const mine = await page.evaluate(() =>
            fetch("/api/cases?list=mine").then((answer) => answer.json()),
        );
        const same = mine.items.filter((one: { title: string }) => one.title === "消防栓没有水");
        assert.equal(same.length, 1);
    });
});

test("a phone asks whether a neighbour said so, and joins them once, photo and all", async () => {
    const desk = await as("window");
    const { body: resident } = await (await as("resident")).get("/api/me");
    const { body: first } = await desk.post("/api/cases", {
        part: "opinions.matter",
        channel: "phone",
        values: { story: "厨房下水道堵了", where: resident.home, kind: "leak" },
        reporter: { name: "楼下邻居", phone: "19900002345" },
    });
    const there = async () =>
        (await desk.get(`/api/cases?list=open&place=${resident.home}`)).body.items.length;
    const before = await there();
    await with_page("phone", async (page) => {
        await sign_in(page, town, "resident", "/phone/");
        let lost = 0;
        const acts = new Set<string>();
        await page.route("**/steps/*", async (route) => {
            acts.add(route.request().headers()["idempotency-key"]!);
            if (lost++ % 2 === 1) return route.continue();
            await route.fetch(); // the server has done it
            await route.abort("connectionreset"); // and nobody has heard
        });
        await page.goto(town.server.address + "/phone/#/report");
        await page.getByText("社情民意在线").click();
        await attach(page);
        await page.getByText("居民楼渗水堵塞").click();
        await choose_place(page);
        await page.locator("textarea").fill("水已经漫出来了");
        await send(page);
        const same = page.locator(".alike .one").filter({ hasText: first.number });
        await same.getByRole("button", { name: "就是这件" }).click();
        await delivered(page).waitFor();
        assert.equal(lost, 4, "joining and the photo were each sent twice");
        assert.equal(acts.size, 2, "under one act id each");
        await page.getByRole("link", { name: first.number }).click();
        await page.getByText("水已经漫出来了").waitFor();
        await sees_photo(page, ".timeline");
        assert.equal(await page.locator(".timeline img").count(), 1);
    });
    assert.equal(await there(), before, "no second case");
    const { body: joined } = await desk.get(`/api/cases/${first.id}`);
    assert.equal(joined.joined, 1);
});

test("an entry belongs to who made it: another session does not send it", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "grid", "/phone/");
        await page.goto(town.server.address + "/phone/#/report");
        await page.getByText("社情民意在线").click();
        await page.getByText("建议", { exact: true }).click();
        await choose_place(page);
        await page.locator("textarea").fill("建议装休息椅");
        await page.route("**/api/cases", (route) => route.abort("connectionreset"));
        await send(page);
        await not_the_same(page, page.getByText("等待送出"));
        await page.getByRole("link", { name: "我的", exact: true }).click();
        await page.getByRole("button", { name: "退出登录" }).click();
        await page.unroute("**/api/cases");
        await sign_in(page, town, "window", "/phone/");
        await page.getByRole("link", { name: "发件箱" }).click();
        await page.getByText("发件箱是空的").waitFor();
    });
});

test("a correction of which one half went through goes on with the other", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "resident", "/phone/");
        await page.getByRole("link", { name: "我的", exact: true }).click();
        await page.getByRole("button", { name: "提出更正" }).click();
        await page.getByLabel("工作单位").fill("潮音书店");
        await page.getByLabel(/^姓名/).fill("宋知远");
        await page.route("**/api/me/proposals", (route) =>
            route.fulfill({ status: 500, json: { code: "try_again" } }),
        );
        const proposing = () => page.waitForResponse("**/api/me/proposals");
        const press = () =>
            page.locator("form button[type=submit]").filter({ hasText: "提出更正" }).click();
        await Promise.all([proposing(), press()]);
        await page.getByRole("alert").first().waitFor();
        await page.unroute("**/api/me/proposals");
        await press();
        await page.getByText("有更正正在核实").waitFor();
        await page.getByText("潮音书店").waitFor();
    });
});

test("a report made when the session has ended waits for its maker, and is theirs", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "resident", "/phone/");
        await page.getByRole("link", { name: "拍照上报" }).click();
        await page.getByText("社情民意在线").click();
        await page.getByText("环境卫生").click();
        await attach(page);
        await choose_place(page);
        await page.locator("textarea").fill("三楼的垃圾没有人收");
        await page.context().clearCookies();
        await send(page);
        await page.getByLabel("登录名").waitFor();
        await sign_in(page, town, "resident", "/phone/#/outbox");
        await page.getByText("三楼的垃圾没有人收").waitFor();
        await delivered(page).waitFor();
    });
    const mine = (await (await as("resident")).get("/api/cases?list=mine")).body.items;
    const [newest] = mine;
    assert.equal(newest.title, "三楼的垃圾没有人收");
});
