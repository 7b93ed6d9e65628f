// What people may ask of their data, as pages: a resident sees who looked and what for, and agrees
// and takes back; the secretary sees the same per person; what is due to go is kept or erased.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "../harness/client.ts";
import { is_too_wide, serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let resident: Client;
let me: { id: string; name: string };

async function as(login: string): Promise<Client> {
    const client = new Client(town.server.address);
    await client.login(login, town.password);
    return client;
}

before(async () => {
    town = await serve_town();
    resident = await as("resident");
    me = (await resident.get("/api/me/record")).body;
    const window = await as("window");
    const asked = { fields: ["phones", "birth"], purpose: "核对高龄津贴" };
    const shown = await window.post(`/api/people/${me.id}/reveal`, asked);
    assert.equal(shown.status, 200, JSON.stringify(shown.body));
});
after(() => town.stop());

test("a resident sees who looked and what for, agrees, and takes back", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "resident", "/phone/");
        await page.goto(town.server.address + "/phone/#/me");
        await page.getByRole("link", { name: "看看资料的使用情况" }).click();
        await page.getByText("看了电话、出生日期").waitFor();
        await page.getByText("用途：核对高龄津贴").waitFor();
        const health = page.getByRole("article").filter({ hasText: "登记敏感个人信息" });
        await health.getByText("还没有同意").waitFor();
        await health.getByRole("button", { name: "同意" }).click();
        await health.getByText("本人网上同意").waitFor();
        await health.getByRole("button", { name: "撤回" }).click();
        await health.getByText(/撤回$/).first().waitFor();
        await health.getByRole("button", { name: "同意" }).click();
        await health.getByRole("button", { name: "撤回" }).waitFor();
        assert.equal(await is_too_wide(page), false);
    });
});

test("the secretary sees it per person, and writes down what was signed", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.goto(`${town.server.address}/console/#/people/${me.id}`);
        const looks = page.locator("section").filter({ hasText: "谁看过" });
        await looks.getByText("用途：核对高龄津贴").waitFor();
        const consents = page.locator("section").filter({ hasText: "登记同意" });
        await consents.getByText("本人网上同意").first().waitFor();
        await consents.getByRole("button", { name: "登记同意" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("button", { name: "登记同意" }).click();
        await dialog.getByText("请填写“同意事项”").waitFor();
    });
    const given = { kind: "published", how: "paper" };
    const secretary = await as("secretary");
    const noted = await secretary.post(`/api/people/${me.id}/consents`, given);
    assert.equal(noted.body.items[0]?.how, "paper", JSON.stringify(noted.body));
    const twice = await secretary.post(`/api/people/${me.id}/consents`, given);
    assert.equal(twice.body.code, "given_already");
    const stranger = new Client(town.server.address);
    for (const road of ["consents", "looks"])
        assert.equal((await stranger.get(`/api/people/${me.id}/${road}`)).status, 401);
});

test("what is due to go is kept with a reason, or erased", async () => {
    const officer = await as("street");
    const [{ place }] = (await (await as("window")).get("/api/me")).body.posts;
    const homes = await officer.get(`/api/places?kind=house&within=${place.id}&limit=1`);
    const lives = { place: homes.body.items[0].id, from: "2012-03-01" };
    const added = await officer.post("/api/people", { name: "古月明", lives });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const gone = { kind: "lives", address: "外市", day: "2016-05-01" };
    const left = await officer.ask("POST", `/api/people/${added.body.id}/moves`, gone, {
        headers: { "if-match": "*" },
    });
    assert.equal(left.status, 200, JSON.stringify(left.body));
    assert.deepEqual((await resident.get("/api/retention/person_left")).body.items, []);
    const path = `/api/retention/person_left/${added.body.id}/erase`;
    const theirs = await resident.post(path, { reason: "不要了" });
    assert.equal(theirs.status, 404);

    await with_page("desk", async (page) => {
        await sign_in(page, town, "street");
        await page.getByRole("link", { name: "到期资料" }).click();
        const row = page.getByRole("listitem").filter({ hasText: "古月明" });
        await row.getByText("2021").waitFor();
        await row.getByRole("button", { name: "抹去" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("理由").fill("离开满五年");
        await dialog.getByRole("button", { name: "抹去" }).click();
        await row.waitFor({ state: "detached" });
        await page.getByRole("tab", { name: "导入的表格" }).click();
        await page.getByText("没有到期的资料").waitFor();
    });
    assert.equal((await officer.get(`/api/people/${added.body.id}`)).status, 404);
});
