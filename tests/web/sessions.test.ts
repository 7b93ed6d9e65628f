// Where somebody is signed in stands on their own page, in plain words; what they end there is over
// on the other device at once, without a touch.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
before(async () => (town = await serve_town()));
after(() => town.stop());

test("ending all others shows the door on the other device", async () => {
    await with_page("phone", async (phone) => {
        await sign_in(phone, town, "window", "/phone/");
        await phone.getByRole("link", { name: "我的", exact: true }).waitFor();
        await with_page("desk", async (desk) => {
            await sign_in(desk, town, "window");
            await desk.goto(`${town.server.address}/console/#/me`);
            await desk.locator(".session").nth(1).waitFor();
            const rows = await desk.locator(".session").allInnerTexts();
            assert.equal(rows.length, 2);
            for (const row of rows) assert.match(row, /Linux 电脑 · Chrome 浏览器[^]*127\.0\.0\.1/);
            assert.equal(rows.filter((row) => row.includes("本次登录")).length, 1);
            await desk.getByRole("button", { name: "退出其他所有设备" }).click();
            await desk.locator(".session").nth(1).waitFor({ state: "detached" });
            await desk.getByRole("navigation").first().waitFor();
        });
        await phone.getByLabel("登录名").waitFor();
    });
});

test("an administrator ends somebody's sessions from the page of accounts", async () => {
    await with_page("desk", async (clerk) => {
        await sign_in(clerk, town, "window");
        await clerk.getByRole("navigation").first().waitFor();
        await with_page("desk", async (desk) => {
            await sign_in(desk, town, "secretary");
            await desk.goto(`${town.server.address}/console/#/accounts`);
            const login = desk.getByText("window", { exact: true });
            const row = desk.locator("tr").filter({ has: login });
            await row.getByRole("button", { name: "结束登录" }).click();
            await desk.getByRole("dialog").getByRole("button", { name: "结束登录" }).click();
            await desk.getByRole("dialog").waitFor({ state: "detached" });
        });
        await clerk.getByLabel("登录名").waitFor();
    });
});
