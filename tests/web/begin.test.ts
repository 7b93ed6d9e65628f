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
    });
    assert.equal(await server.stop(), 0);
    store.drop();
});
