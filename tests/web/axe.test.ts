// WCAG 2.2 AA as axe-core can tell it: every page of the list, in both languages and in large type,
// and what opens over a page or takes its place, has nothing that axe finds wrong. A page that the
// list does not have fails here too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { open_device, sizes } from "../harness/browser.ts";
import { town_begins } from "../harness/town.ts";
import { every_door } from "./doors.ts";
import type { Door } from "./doors.ts";
import { enter, serve_town } from "./town.ts";
import type { Town } from "./town.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let town: Town;
let doors: Door[];

before(async () => {
    town = await serve_town();
    doors = await every_door(town);
});
after(() => town.stop());

// What axe finds wrong on the page as it stands: the rule, and the elements that break it.
async function findings(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults, string[]>(
        (tags) =>
            (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run(document, {
                runOnly: tags,
                resultTypes: ["violations"],
            }),
        rules,
    );
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html, failureSummary }) => {
            const why = (failureSummary ?? "").split("\n").slice(1).join(" ").trim();
            return `${id} at ${target.join(" ")}: ${html.slice(0, 200)}: ${why}`;
        }),
    );
}

async function come_in(page: Page, door: Door, language: string): Promise<void> {
    await page.setViewportSize(door.surface === "/console/" ? sizes.desk : sizes.phone);
    await page.goto("about:blank");
    await page.goto(`${town.server.address}${door.surface}?language=${language}#${door.path}`);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => !document.querySelector(".waiting"));
}

const whose = (door: Door, how: string): string =>
    `${how} ${door.login || "stranger"} ${door.surface}#${door.path}`;

// Large type is offered where residents are: on the phone and in the portal.
async function findings_everywhere(page: Page, door: Door, language: string): Promise<string[]> {
    const wrong = (await findings(page)).map((one) => `${whose(door, language)}: ${one}`);
    if (door.surface === "/console/") return wrong;
    await page.evaluate(() => document.documentElement.setAttribute("data-large", ""));
    for (const one of await findings(page)) wrong.push(`${whose(door, language)} large: ${one}`);
    return wrong;
}

for (const language of ["zh", "en"]) {
    test(`axe finds nothing on any page, in ${language}`, async () => {
        const device = await open_device("desk", town_begins);
        const page = await device.newPage();
        const wrong: string[] = [];
        let login: string | undefined;
        for (const door of doors) {
            if (door.login !== login) await enter(page, town, (login = door.login));
            await come_in(page, door, language);
            wrong.push(...(await findings_everywhere(page, door, language)));
        }
        await device.close();
        assert.deepEqual(wrong, []);
    });
}

// Every address that a router knows leads to a page of the list.
test("no page is left out", () => {
    const routers = { "/console/": "console", "/phone/": "phone", "/": "portal" };
    const left_out: string[] = [];
    for (const [surface, folder] of Object.entries(routers)) {
        const router = join(import.meta.dirname, "../../web", folder, "router.ts");
        const known = [...readFileSync(router, "utf8").matchAll(/path: "([^"]+)"/g)];
        assert.ok(known.length > 3, `${folder} has pages`);
        for (const [, path = ""] of known) {
            const shape = path
                .replace("/:rest(.*)*", "/nowhere")
                .replace(/\/:\w+\?/g, "(/[^/]+)?")
                .replace(/:\w+/g, "[^/]+");
            const visited = new RegExp(`^${shape}(\\?.*)?$`);
            const here = doors.filter((door) => door.surface === surface);
            if (!here.some((door) => visited.test(door.path))) left_out.push(folder + path);
        }
    }
    assert.deepEqual(left_out, []);
});

// What is not there at first: it opens over the page, or says that something is wrong.
interface Standing {
    what: string;
    login: string;
    at: string; // the start of a page of the list
    size?: keyof typeof sizes;
    open: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string | RegExp) =>
    page.getByRole("button", { name, exact: true }).first().click();
const dialog = (page: Page) => page.locator(".el-dialog:visible");

const standings: Standing[] = [
    {
        what: "a sign-in that was refused",
        login: "",
        at: "/phone/#/",
        open: async (page) => {
            await page.getByLabel("登录名").fill("nobody");
            await page.getByLabel("密码").fill("a wrong password");
            await press(page, "登录");
            await page.getByRole("alert").waitFor();
        },
    },
    {
        what: "a report with nothing in it",
        login: "",
        at: "/#/say",
        open: async (page) => {
            await press(page, "提交");
            await page.getByRole("alert").first().waitFor();
        },
    },
    {
        what: "a place that is being chosen",
        login: "resident",
        at: "/phone/#/report",
        open: async (page) => {
            await press(page, "选择地点");
            await page.locator(".within").waitFor();
        },
    },
    {
        what: "no network",
        login: "grid",
        at: "/phone/#/todo",
        open: async (page) => {
            await page.evaluate(() => window.dispatchEvent(new Event("offline")));
            await page.locator(".band").waitFor();
        },
    },
    {
        what: "hits of a search",
        login: "secretary",
        at: "/console/#/me",
        open: async (page) => {
            await page.getByRole("searchbox").fill("王");
            await page.locator(".hits a").first().waitFor();
        },
    },
    {
        what: "the menu on a tablet, and who is signed in",
        login: "secretary",
        at: "/console/#/me",
        size: "tablet",
        open: async (page) => {
            await press(page, "菜单");
            await page.locator("#menu a").first().waitFor();
            await page.locator("header .who").click();
            await page.getByRole("menuitem").first().waitFor();
        },
    },
    {
        what: "a table on a telephone",
        login: "secretary",
        at: "/console/#/cases?list=all",
        size: "phone",
        open: async () => undefined,
    },
    {
        what: "a step that lacks what must be said",
        login: "secretary",
        at: "/console/#/cases/new",
        open: async (page) => {
            await page.locator("form.stack button[type=submit]").click();
            await page.getByRole("alert").first().waitFor();
        },
    },
    {
        what: "a reason for looking",
        login: "secretary",
        at: "/console/#/people/",
        open: async (page) => {
            await press(page, "查看");
            await dialog(page).getByLabel("查看原因").waitFor();
        },
    },
    {
        what: "a reading that failed",
        login: "secretary",
        at: "/console/#/journal",
        open: async (page) => {
            await page.route("**/api/journal*", (route) =>
                route.fulfill({ status: 500, json: { code: "try_again" } }),
            );
            await page.reload();
            await page.getByRole("alert").waitFor();
        },
    },
];

// Forms over a page: all that the buttons at the head of these pages open.
const headed = ["people", "places", "households", "units", "posts", "accounts"];
const forms: Standing[] = headed.map((name) => ({
    what: "forms of",
    login: "secretary",
    at: `/console/#/${name}`,
    open: async () => undefined,
}));

async function findings_in_forms(page: Page): Promise<string[]> {
    const wrong: string[] = [];
    const buttons = page.locator("main .head .row button");
    let opened = 0;
    for (let at = 0; at < (await buttons.count()); ++at) {
        await buttons.nth(at).click();
        await dialog(page).waitFor();
        ++opened;
        wrong.push(...(await findings(page)));
        // What a field offers may lie over the buttons at the foot.
        await dialog(page).locator(".el-dialog__headerbtn").click();
        await dialog(page).waitFor({ state: "detached" });
    }
    if (opened === 0) wrong.push("it opens no form");
    return wrong;
}

test("axe finds nothing in what opens, nor where something is wrong", async () => {
    const device = await open_device("desk", town_begins);
    const wrong: string[] = [];
    for (const { what, login, at, size, open } of [...standings, ...forms]) {
        const door = doors.find(
            (one) => one.login === login && `${one.surface}#${one.path}`.startsWith(at),
        );
        assert.ok(door, `${at} is in the list`);
        const page = await device.newPage();
        await page.emulateMedia({ reducedMotion: "reduce" }); // what fades in has no colour yet
        await enter(page, town, login);
        await come_in(page, door, "zh");
        if (size) await page.setViewportSize(sizes[size]);
        await open(page);
        const found = what === "forms of" ? await findings_in_forms(page) : await findings(page);
        wrong.push(...found.map((one) => `${whose(door, what)}: ${one}`));
        await page.close();
    }
    await device.close();
    assert.deepEqual(wrong, []);
});
