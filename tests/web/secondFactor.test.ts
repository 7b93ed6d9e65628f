// Codes at sign-in, as a window clerk comes by them: the role asks for them, a telephone scans the
// QR code, and from then on the password alone opens nothing; on the desk and on the phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Server, Store } from "../harness/server.ts";
import { code_at, time_of } from "../harness/totp.ts";
import { town_begins } from "../harness/town.ts";
import { is_too_wide, sign_in, with_page } from "./town.ts";

const store = new Store("sqlite", town_begins);
let town: { server: Server; password: string };
let secret = "";
let recovery: string[] = [];

before(async () => {
    const password = /(?:password|密码都是) (\S+)/.exec(store.demo())![1]!;
    town = { server: await Server.start(store, ["--second-factor", "window"]), password };
});
after(async () => {
    await town.server.stop();
    store.drop();
});

const code = async (steps = 0) => code_at(secret, await time_of(town.server.address), steps);
const code_field = (page: Page) => page.getByRole("textbox", { name: "动态码" });
const submit = (page: Page) => page.getByRole("button", { name: "登录", exact: true }).click();

// The password was right; the code is asked for, and nothing else is to be seen.
async function with_password(page: Page, door: string): Promise<void> {
    await page.goto(town.server.address + door);
    await page.getByLabel("登录名").fill("window");
    await page.getByLabel("密码").fill(town.password);
    await submit(page);
    await code_field(page).waitFor();
}

test("a role that asks for codes leads to setting them up, and nowhere else", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await page.getByText("您的岗位要求用动态码登录").waitFor();
        assert.equal(await page.getByRole("navigation").count(), 0);
        await page.getByLabel("登录密码").fill(town.password);
        await page.getByRole("button", { name: "启用动态码" }).click();
        await page.getByRole("img", { name: "动态码密钥的二维码" }).waitFor();
        secret = (await page.locator(".secret").innerText()).replaceAll(" ", "");
        await code_field(page).fill("000000");
        await page.getByRole("button", { name: "确认启用" }).click();
        await page.getByText("动态码不对").waitFor();
        await code_field(page).fill(await code());
        await page.getByRole("button", { name: "确认启用" }).click();
        await page.getByRole("heading", { name: "恢复码" }).waitFor();
        recovery = await page.locator(".codes li").allInnerTexts();
        assert.equal(recovery.length, 10);
        await page.getByRole("button", { name: "已抄好" }).click();
        await page.getByRole("navigation").first().waitFor();
    });
});

test("then the desk asks for the code after the password", async () => {
    await with_page("desk", async (page) => {
        await with_password(page, "/console/");
        assert.equal(await page.getByRole("alert").count(), 0);
        await code_field(page).fill("000000");
        await submit(page);
        await page.getByText("动态码不对").waitFor();
        await code_field(page).fill(await code(1));
        await submit(page);
        await page.getByRole("navigation").first().waitFor();
    });
});

test("a recovery code opens once on the phone, and codes go with password and code", async () => {
    await with_page("phone", async (page) => {
        await with_password(page, "/phone/");
        await code_field(page).fill(recovery[0]!);
        await submit(page);
        await page.getByRole("link", { name: "我的", exact: true }).click();
        await page.getByText("还有9个恢复码没有用").waitFor();
        assert.equal(await is_too_wide(page), false);
        const end = page.getByRole("button", { name: "停用动态码" });
        await end.click();
        await page.getByLabel("登录密码").fill(town.password);
        await code_field(page).fill(recovery[0]!);
        await end.click();
        await page.getByText("这个码已经用过").waitFor();
        await code_field(page).fill(recovery[1]!);
        await end.click();
        // The role asks for them as before.
        await page.getByText("您的岗位要求用动态码登录").waitFor();
    });
});

test("an administrator takes the codes of a lost telephone away", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "grid");
        await page.goto(`${town.server.address}/console/#/me`);
        await page.getByLabel("登录密码").fill(town.password);
        await page.getByRole("button", { name: "启用动态码" }).click();
        await page.locator(".secret").waitFor();
        secret = (await page.locator(".secret").innerText()).replaceAll(" ", "");
        await code_field(page).fill(await code());
        await page.getByRole("button", { name: "确认启用" }).click();
        await page.getByRole("button", { name: "已抄好" }).click();
        await page.getByText("还有10个恢复码没有用").waitFor();
    });
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.goto(`${town.server.address}/console/#/accounts`);
        const row = page.locator("tr").filter({ has: page.getByText("grid", { exact: true }) });
        await row.getByRole("button", { name: "取消动态码" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "取消动态码" }).click();
        await row.getByRole("button", { name: "取消动态码" }).waitFor({ state: "detached" });
    });
    await with_page("desk", async (page) => {
        await sign_in(page, town, "grid");
        await page.getByRole("navigation").first().waitFor();
    });
});
