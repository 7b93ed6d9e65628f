// The version in large type (长辈版) of the phone pages and the portal: offered once, remembered,
// large as the design rules for older people ask (MIIT 适老化通用设计规范: "主要文字 ≥18",
// headings 30, targets 60 by 60), no wider than a small phone, and it leaves nothing out. What axe
// says of it is in axe.test.ts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { open_device } from "../harness/browser.ts";
import { town_begins } from "../harness/town.ts";
import { every_door } from "./doors.ts";
import type { Door } from "./doors.ts";
import { enter, is_too_wide, serve_town, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let doors: Door[];

before(async () => {
    town = await serve_town();
    doors = (await every_door(town)).filter(({ surface }) => surface !== "/console/");
});
after(() => town.stop());

const is_large = (page: Page) =>
    page.evaluate(() => document.documentElement.hasAttribute("data-large"));

test("it is offered once, in the page, and what was chosen is kept", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/");
        await page.getByRole("button", { name: "换成长辈版" }).click();
        assert.ok(await is_large(page));
        const offered = page.getByRole("button", { name: "换成长辈版" });
        await offered.waitFor({ state: "detached" });
        await page.goto(town.server.address + "/phone/");
        await page.getByRole("button", { name: "登录", exact: true }).waitFor();
        assert.ok(await is_large(page), "the phone pages know it too");
        await page.getByRole("button", { name: "标准版" }).click();
        await page.reload();
        await page.getByRole("button", { name: "长辈版" }).waitFor();
        assert.ok(!(await is_large(page)));
        await page.goto(town.server.address + "/");
        await page.getByRole("heading", { level: 1 }).waitFor();
        assert.equal(await offered.count(), 0, "nobody is asked twice");
    });
});

interface Looks {
    words: string[];
    small: string[];
}

// All that is written on the page, and what of it is too small to read or to touch.
function looks(page: Page): Promise<Looks> {
    return page.evaluate(() => {
        const shown = [...document.querySelectorAll<HTMLElement>("body *")].filter(
            (one) => one.offsetParent !== null && !one.closest(".visually-hidden, .switch, .hint"),
        );
        const own = (one: HTMLElement): string =>
            [...one.childNodes]
                .filter((node) => node.nodeType === Node.TEXT_NODE)
                .map((node) => node.textContent!.trim())
                .join("");
        const written = shown.filter((one) => own(one) !== "");
        const pixels = (one: HTMLElement) => parseFloat(getComputedStyle(one).fontSize);
        const touched = shown.filter((one) => one.matches("a, button, input, select, label.pill"));
        const tiny = (one: HTMLElement): boolean => {
            const { width, height } = one.getBoundingClientRect();
            const in_a_sentence = getComputedStyle(one).display === "inline";
            return !in_a_sentence && (width < 59.5 || height < 59.5);
        };
        return {
            words: written.map(own),
            small: [
                ...written
                    .filter((one) => pixels(one) < (one.matches("h1") ? 30 : 18))
                    .map((one) => `${pixels(one)} px: ${own(one)}`),
                ...touched.filter(tiny).map((one) => `hard to touch: ${one.outerHTML}`),
            ],
        };
    });
}

// The page in ordinary type has been read already; now it is large.
async function wrong_in(page: Page): Promise<string[]> {
    const { words } = await looks(page);
    await page.evaluate(() => document.documentElement.setAttribute("data-large", ""));
    const { words: large, small } = await looks(page);
    if (await is_too_wide(page)) small.push("wider than the phone");
    return [...small, ...words.filter((one) => !large.includes(one)).map((one) => `lost: ${one}`)];
}

async function every_page(device: BrowserContext, language: string): Promise<string[]> {
    const page = await device.newPage();
    const wrong: string[] = [];
    let login: string | undefined;
    for (const door of doors) {
        if (door.login !== login) await enter(page, town, (login = door.login));
        await page.goto("about:blank");
        await page.goto(`${town.server.address}${door.surface}?language=${language}#${door.path}`);
        await page.locator("h1").first().waitFor();
        await page.waitForFunction(() => !document.querySelector(".waiting"));
        const found = await wrong_in(page);
        wrong.push(...found.map((one) => `${login} ${door.surface}#${door.path}: ${one}`));
    }
    return wrong;
}

for (const language of ["zh", "en"]) {
    test(`every page is large enough, fits and leaves nothing out, in ${language}`, async () => {
        const device = await open_device("phone", town_begins);
        const wrong = await every_page(device, language);
        await device.close();
        assert.deepEqual(wrong, []);
    });
}
