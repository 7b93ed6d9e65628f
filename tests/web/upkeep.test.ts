// The pages on which an administrator keeps the office in order: its condition, and the webhooks.
// An address is named, its secret is shown once, changed, switched off and on, and removed. Who
// may not finds neither page nor entry.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "../harness/client.ts";
import { until } from "../harness/server.ts";
import { serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
before(async () => {
    town = await serve_town();
});
after(() => town.stop());

test("an address is named, its secret shown once, and removed again", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "admin");
        await page.getByRole("link", { name: "消息推送" }).click();
        await page.getByText("还没有推送地址").waitFor();
        await page.getByRole("button", { name: "新增地址" }).click();
        const dialog = page.locator(".el-dialog:visible");
        await dialog.getByLabel("地址").fill("http://example.org/in");
        await dialog.getByText("办件", { exact: true }).click();
        await dialog.getByText("地点", { exact: true }).click();
        await dialog.locator("button[type=submit]").click();
        await dialog.getByRole("alert").filter({ hasText: "以 https:// 开头" }).waitFor();
        // Nothing listens there.
        await dialog.getByLabel("地址").fill("https://127.0.0.1:9/in");
        await dialog.locator("button[type=submit]").click();

        const secret = page.locator("code.secret");
        await secret.waitFor();
        assert.match(await secret.innerText(), /^whsec_\S{44}$/);
        const first = await secret.innerText();
        await page.getByRole("button", { name: "抄好了" }).click();
        await secret.waitFor({ state: "detached" });
        const row = page.locator("tr").filter({ hasText: "https://127.0.0.1:9/in" });
        await row.getByText("办件、地点").waitFor();
        await row.getByText("还没有推送过").waitFor();
        await page.reload();
        await row.waitFor();
        assert.doesNotMatch(await page.locator("body").innerText(), /whsec_/);

        const admin = new Client(town.server.address);
        await admin.login("admin", town.password);
        const top = (await admin.get("/api/places/top")).body;
        await admin.post("/api/places", { parent: top.id, kind: "community", name: "东苑社区" });
        await until("it is tried", async () => {
            return (await admin.get("/api/webhooks")).body.items[0].answer !== "";
        });
        await page.reload();
        await row.getByText("这是内部网络的地址").waitFor();

        await row.getByRole("button", { name: "更换密钥" }).click();
        await page.locator(".el-message-box").getByRole("button", { name: "更换密钥" }).click();
        await secret.waitFor();
        assert.notEqual(await secret.innerText(), first);
        await page.getByRole("button", { name: "抄好了" }).click();
        await row.getByRole("button", { name: "停用" }).click();
        await row.getByText("已停用").waitFor();
        await row.getByRole("button", { name: "启用" }).click();
        await row.getByText("还没有推送过").or(row.getByText("内部网络")).first().waitFor();
        await row.getByRole("button", { name: "删除" }).click();
        await page.locator(".el-message-box").getByRole("button", { name: "删除" }).click();
        await page.getByText("还没有推送地址").waitFor();

        await page.getByRole("link", { name: "留痕" }).click();
        await page.getByText("删除推送地址").first().waitFor();
        await page.getByText("更换推送密钥").first().waitFor();
    });
});

test("the condition of the office is told on a page", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "admin");
        await page.getByRole("link", { name: "运行状况" }).click();
        const row = (name: string) => page.locator("tr").filter({ hasText: name });
        await row("上次备份").getByText("还没有做过").waitFor();
        await row("上次备份").getByText("请安排每晚备份").waitFor();
        await row("磁盘剩余").getByText(/GB|MB/).waitFor();
        await row("数据库").getByText("SQLite").waitFor();
        await row("写入排队")
            .getByText(/^没有等待的 · 最近5分钟写入\d+次，半数在\d+毫秒以内/)
            .waitFor();
        await row("页面实时更新").getByText("没有积压").waitFor();
        await row("程序版本")
            .getByText(/^\d+\.\d+\.\d+/)
            .waitFor();
        // What would be wrong is said beside what it is about.
        await page.route("**/api/upkeep", async (route) => {
            const is = await (await route.fetch()).json();
            delete is.free;
            const lane = { ...is.lane, waiting: 12, longest: 9000 };
            await route.fulfill({ json: { ...is, lane, streams_behind: 45 } });
        });
        await page.getByRole("button", { name: "刷新" }).click();
        await row("写入排队").getByText("12件在等待").waitFor();
        await row("写入排队").getByText("有人等了很久").waitFor();
        await row("页面实时更新").getByText("落后45秒").waitFor();
        await row("磁盘剩余").getByText("请到数据库服务器上看").waitFor();
    });
});

test("a secretary has no such page", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.getByRole("link", { name: "留痕" }).waitFor();
        assert.equal(await page.getByRole("link", { name: "消息推送" }).count(), 0);
        await page.goto(`${town.server.address}/console/#/webhooks`);
        await page.getByRole("alert").first().waitFor();
    });
    const secretary = new Client(town.server.address);
    await secretary.login("secretary", town.password);
    for (const [method, path] of [
        ["GET", "/api/webhooks"],
        ["DELETE", "/api/webhooks/01a204c2-4002-7aa5-bd9e-19a27c5c94cf"],
        ["POST", "/api/webhooks/01a204c2-4002-7aa5-bd9e-19a27c5c94cf/secret"],
    ] as const)
        assert.equal((await secretary.ask(method, path)).body.code, "not_yours", path);
    const body = { address: "https://example.org/", kinds: ["case"] };
    assert.equal((await secretary.post("/api/webhooks", body)).body.code, "not_yours");
});
