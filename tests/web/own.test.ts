// What a resident comes by at the window: a slip that becomes an account of their own, on a phone,
// and a correction of their record, which the window checks and takes over.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Client } from "../harness/client.ts";
import { serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let person: { id: string; name: string };
let slip = ""; // the address that its QR code holds
const password = "柳树底下的第三级石台阶";

before(async () => {
    town = await serve_town();
    const window = new Client(town.server.address);
    await window.login("window", town.password);
    for (const { id } of (await window.get("/api/people?limit=50")).body.items) {
        const { body } = await window.get(`/api/people/${id}`);
        if (!body.account && body.can.includes("slip")) person ??= body;
    }
    assert.ok(person, "somebody has no account yet");
});
after(() => town.stop());

const go = (page: Page, path: string) => page.goto(town.server.address + path);

// What a QR code of this text would be drawn as.
function drawn(text: string): string {
    const required = createRequire(join(import.meta.dirname, "../../web/package.json"));
    const { data } = required("uqr").encode(text, { ecc: "M", border: 2 }) as { data: boolean[][] };
    return data
        .flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
        .join("");
}

test("a resident at the desk's door is shown the way to the phone pages", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "resident");
        await page.getByText("这里是工作人员的工作台").waitFor();
        await page.getByRole("link", { name: "打开手机页面" }).waitFor();
        assert.equal(await page.getByRole("navigation").count(), 0);
    });
});

test("the window prints a slip, and its QR code holds the address of the claim", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await go(page, `/console/#/people/${person.id}`);
        await page.getByRole("link", { name: "打印开户单" }).click();
        await page.getByRole("button", { name: "打印开户单" }).click();
        await page.locator(".slip").getByText(`${person.name}：`).waitFor();
        const code = await page.locator(".slip strong").innerText();
        slip = `${town.server.address}/#/claim/${code}`;
        assert.equal(await page.locator(".slip svg path").getAttribute("d"), drawn(slip));
    });
});

test("on a phone the slip becomes an account, once, with a password of one's own", async () => {
    await with_page("phone", async (page) => {
        await page.goto(slip);
        await page.getByRole("heading", { name: /，请设一个登录名和密码$/ }).waitFor();
        await page.getByLabel("登录名").fill("liushu3");
        await page.getByLabel("新密码", { exact: true }).fill(password);
        await page.getByLabel("再输一次新密码").fill(password.slice(1));
        await page.getByRole("button", { name: "开通" }).click();
        await page.getByText("两次输入不一样").waitFor();
        await page.getByLabel("再输一次新密码").fill(password);
        await page.getByRole("button", { name: "开通" }).click();
        await page.getByRole("heading", { name: "账号已开通" }).waitFor();
        await page.getByRole("link", { name: "去登录" }).click();
        await sign_in(page, { ...town, password }, "liushu3", "/phone/");
        await page.getByRole("heading", { name: `${person.name}，您好` }).waitFor();
    });
    await with_page("phone", async (page) => {
        await page.goto(slip);
        await page.getByRole("alert").waitFor();
        assert.equal(await page.getByRole("button", { name: "开通" }).count(), 0);
    });
});

test("a correction that a resident proposed is taken over by the window", async () => {
    const renamed = `${person.name}瑞`;
    await with_page("phone", async (page) => {
        await sign_in(page, { ...town, password }, "liushu3", "/phone/");
        await page.getByRole("link", { name: "我的", exact: true }).click();
        await page.getByRole("button", { name: "提出更正" }).click();
        await page.getByLabel(/^姓名/).fill(renamed);
        await page.getByRole("button", { name: "提出更正" }).click();
        await page.getByText("有更正正在核实").waitFor();
    });
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await page.getByRole("link", { name: "居民更正" }).click();
        const card = page.locator("article").filter({ hasText: person.name });
        await card.locator("tr").filter({ hasText: "姓名" }).getByText(renamed).waitFor();
        await card.getByRole("button", { name: "采纳", exact: true }).click();
        await card.waitFor({ state: "detached" });
        await go(page, `/console/#/people/${person.id}`);
        await page.getByRole("heading", { name: renamed }).waitFor();
    });
    await with_page("phone", async (page) => {
        await sign_in(page, { ...town, password }, "liushu3", "/phone/");
        await page.getByRole("link", { name: "我的", exact: true }).click();
        await page.locator("dd").getByText(renamed, { exact: true }).waitFor();
        assert.equal(await page.getByText("有更正正在核实").count(), 0);
    });
});
