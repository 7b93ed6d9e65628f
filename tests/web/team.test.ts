// The page of a confidential team: a member sees who waits and why, is told what letting in means,
// and does it; who is of no team has no entry to it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "../harness/client.ts";
import { choose_place, is_too_wide, serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let waiting = "";
before(async () => {
    town = await serve_town();
    const admin = new Client(town.server.address);
    await admin.login("admin", town.password);
    const accounts = (await admin.get("/api/accounts?limit=200")).body.items;
    const place = (await admin.get("/api/places/top")).body.id;
    for (const login of ["mediator", "window"]) {
        const account = accounts.find((one: any) => one.login === login);
        const body = { role: "counsellor", place, account: account.id };
        const made = await admin.post("/api/posts", body);
        assert.equal(made.status, 201, JSON.stringify(made.body));
        waiting = account.name;
    }
    town.store.must("admit", ["mediator"]);
});
after(() => town.stop());

test("a member lets in who waits", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "mediator");
        await page.getByRole("link", { name: "保密团队" }).click();
        const row = page.locator("tr").filter({ hasText: waiting });
        await row.getByText("新任命，待准入").waitFor();
        await page.getByText("在服务器上准入").waitFor();
        assert.equal(await is_too_wide(page), false);
        await row.getByRole("button", { name: "准入" }).click();
        const sure = page.locator(".el-message-box");
        await sure.getByText("请先当面或打电话确认是本人").waitFor();
        await sure.getByRole("button", { name: "准入" }).click();
        await row.getByText("由成员准入").waitFor();
        assert.equal(await row.getByRole("button", { name: "准入" }).count(), 0);
    });
});

test("who is of no team has no entry", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.getByRole("link", { name: "留痕" }).waitFor();
        assert.equal(await page.getByRole("link", { name: "保密团队" }).count(), 0);
    });
});

test("whoever is about to tell something is told who will read it", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/#/say");
        await page.getByText("心理咨询", { exact: true }).click();
        await page.getByText("选好地点后，这里会写明谁能看到").waitFor();
        await choose_place(page);
        await page.getByText(`只有这些人能看到您写的内容：`).waitFor();
        assert.match(await page.getByText("只有这些人").innerText(), new RegExp(waiting));
    });
});
