// Somebody who was written down twice: the two records side by side, a reason, one person; and
// taken apart again, each as it was.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { Client } from "../harness/client.ts";
import { serve_town, sign_in, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let desk: Client;
let stays: string;
let stays_as: string;
let goes: string;
let house: string;

before(async () => {
    town = await serve_town();
    desk = new Client(town.server.address);
    await desk.login("secretary", town.password);
    const people = (await desk.get("/api/people")).body.items;
    ({ id: stays, name: stays_as } = people[0]);
    const { body: neighbour } = await desk.get(`/api/people/${people.at(-1).id}`);
    house = neighbour.stays[0].place.id;
    const made = await desk.post("/api/people", {
        name: "于文婧",
        phones: ["19900007788"],
        lives: { place: house, basis: "rented" },
        household: { number: "8801", relation: "02" },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    goes = made.body.id;
});
after(() => town.stop());

const open = (page: Page, path: string) => page.goto(`${town.server.address}/console/#${path}`);
const person = async (id: string) => (await desk.get(`/api/people/${id}`)).body;
const merge = (page: Page) => page.locator("form.panel button[type=submit]").click();

test("two records stand side by side, and without a reason nothing is done", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await open(page, `/people/${stays}`);
        await page.getByRole("link", { name: "合并重复" }).click();
        await page.getByLabel("另一条").fill("于文婧");
        await page.locator(".found button").filter({ hasText: "于文婧" }).click();
        const row = (title: string) => page.getByRole("row").filter({ hasText: title });
        await row("姓名").getByText("不一致").waitFor();
        assert.match(await row("姓名").innerText(), new RegExp(`${stays_as}\\s+于文婧`));
        await page.getByText("另一条退出").waitFor();
        await merge(page);
        await page.getByRole("alert").filter({ hasText: "合并原因" }).waitFor();
        assert.equal(await page.getByText("另一条的0件办件").count(), 0, "none is not spoken of");
        assert.equal((await person(goes)).id, goes, "nothing was done");
    });
});

test("the other way round is a press away; one record is not two", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await open(page, `/people/${stays}/merge?other=${goes}`);
        await page.getByRole("button", { name: "两条对调" }).click();
        await page.getByRole("heading", { name: "于文婧" }).waitFor();
        await open(page, `/people/${stays}/merge?other=${stays}`);
        await page.getByRole("alert").waitFor();
    });
});

test("merged they are one; taken apart, each is what it was", async () => {
    const before = await person(goes);
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await open(page, `/people/${stays}/merge?other=${goes}`);
        await page.getByLabel("合并原因").fill("名字写错，重复登记");
        await merge(page);
        await page.getByText("1条重复登记").waitFor();
        assert.equal((await person(goes)).id, stays, "the pointer is followed");
        await page.getByText("名字写错，重复登记").waitFor(); // in what happened
        await page.getByRole("button", { name: "拆开" }).click();
        await page.locator(".el-dialog:visible button[type=submit]").click();
        await page.getByText("1条重复登记").waitFor({ state: "detached" });
    });
    const back = await person(goes);
    const same = ({ id, name, values, stays: lived, households, phones }: typeof back) =>
        JSON.stringify({ id, name, values, lived, households, phones });
    assert.equal(same(back), same(before));
});
