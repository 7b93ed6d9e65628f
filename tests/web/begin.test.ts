// A new office with nobody and nothing in it yet: who runs it first sets a password of their own,
// and every page says what is missing instead of being empty or in error.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Server, Store, admin } from "../harness/server.ts";
import { town_begins } from "../harness/town.ts";
import { sign_in, with_page } from "./town.ts";

const pages: [path: string, says: string][] = [
    ["/", "没有要您办的事"],
    ["/registry", "系统管理员"],
    ["/imports", "还没有导入过"],
    ["/cases", "没有符合条件的办件"],
];

test("the first administrator sets a password, and finds an office to fill", async () => {
    const store = new Store("sqlite", town_begins).init();
    const server = await Server.start(store);
    const office = { server, password: admin.first_password };
    await with_page("desk", async (page) => {
        await sign_in(page, office, admin.login);
        await page.getByText("首次登录，请先设一个只有您知道的密码。").waitFor();
        await page.getByLabel("现在的密码").fill(admin.first_password);
        await page.getByLabel("新密码", { exact: true }).fill(admin.password);
        await page.getByLabel("再输一次新密码").fill(admin.password);
        await page.getByRole("button", { name: "修改密码" }).click();
        await page.getByRole("navigation").waitFor();
        for (const [path, says] of pages) {
            await page.goto(`${server.address}/console/#${path}`);
            await page.locator("main").getByText(says).waitFor();
        }

        // A name of one's own, and a colleague whose post is at the office itself.
        const dialog = page.locator(".el-dialog:visible");
        await page.goto(`${server.address}/console/#/accounts`);
        await page.getByRole("button", { name: "改姓名" }).click();
        await dialog.getByLabel("姓名").fill("何静");
        await dialog.locator("button[type=submit]").click();
        await page.getByRole("cell", { name: "何静" }).waitFor();
        await page.getByRole("button", { name: "开通账号" }).click();
        await dialog.getByLabel("登录名").fill("gao");
        await dialog.getByLabel("姓名").fill("高峰");
        await dialog.locator("button[type=submit]").click();
        await page.getByRole("cell", { name: "高峰" }).waitFor();
        await page.goto(`${server.address}/console/#/posts`);
        await page.getByRole("button", { name: "任命", exact: true }).first().click();
        await dialog.getByLabel("岗位").selectOption({ label: "街道经办人" });
        await dialog.getByRole("button", { name: "选择地点" }).click();
        await dialog.getByRole("button", { name: /^就选/ }).click();
        await dialog.getByLabel("任职人").fill("高峰");
        await dialog.getByText("高峰", { exact: true }).click();
        await dialog.locator("button[type=submit]").click();
        await page.getByRole("cell", { name: "高峰" }).waitFor();
    });
    assert.equal(await server.stop(), 0);
    store.drop();
});
