// Every page of the console, the phone and the portal, at three widths and in both languages, as
// somebody who may see it: it comes, has one heading, fits, speaks one language, and nothing that
// it asks for fails.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { open_device, sizes } from "../harness/browser.ts";
import { town_begins } from "../harness/town.ts";
import { every_door } from "./doors.ts";
import type { Door } from "./doors.ts";
import { enter, is_too_wide, serve_town, watch } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let doors: Door[];

before(async () => {
    town = await serve_town();
    doors = await every_door(town);
});
after(() => town.stop());

// A stranger is told who they are not, and what the wrong code of a case leads to.
const expected = [/401 \S+\/api\/me$/, /404 \S+\/api\/follow\/A+$/];

function watch_answers(page: Page): string[] {
    const troubles = watch(page);
    page.on("response", (answer) => {
        const said = `${answer.status()} ${answer.url()}`;
        if (answer.status() >= 400 && !expected.some((one) => one.test(said))) troubles.push(said);
    });
    page.on("console", (message) => {
        const known = /Failed to load resource/.test(message.text()); // told above
        if (["error", "warning"].includes(message.type()) && !known) troubles.push(message.text());
    });
    return troubles;
}

// What a person would not understand: names of the program, and values that are none.
const raw_words = [
    /\bundefined\b|\bnull\b|\bNaN\b|\[object |Invalid Date/,
    /\{\w+\}/, // a blank that was not filled in
    /(^|\s)[a-z]+_[a-z_]+(\s|$)/, // a code
    /[0-9a-f]{8}-[0-9a-f]{4}-/, // an id
];

async function seen(page: Page): Promise<{ headings: number; text: string; titles: string }> {
    return page.evaluate(() => {
        const shown = (selector: string) =>
            [...document.querySelectorAll<HTMLElement>(selector)]
                .filter((element) => element.offsetParent !== null)
                .flatMap((element) => [...element.childNodes])
                .filter((node) => node.nodeType === Node.TEXT_NODE)
                .map((node) => node.textContent!.trim())
                .join("\n");
        return {
            headings: document.querySelectorAll("h1").length,
            text: shown("body *:not(script):not(style):not(code):not(pre)"),
            // What the pages say themselves, whatever the records hold.
            titles: shown("nav a, th, dt, label, legend, .button"),
        };
    });
}

async function look(
    page: Page,
    door: Door,
    language: string,
    troubles: string[],
): Promise<string[]> {
    const wrong: string[] = [];
    await page.setViewportSize(sizes.desk);
    await page.goto("about:blank");
    await page.goto(`${town.server.address}${door.surface}?language=${language}#${door.path}`);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => !document.querySelector(".waiting"));
    const { headings, text, titles } = await seen(page);
    if (headings !== 1) wrong.push(`${headings} headings`);
    for (const words of raw_words) {
        const found = words.exec(text);
        if (found) wrong.push(`says ${found[0].trim()}`);
    }
    const foreign = language === "zh" ? /([A-Za-z]+ ){2}[A-Za-z]+/ : /[\u4e00-\u9fff]+/;
    const found = foreign.exec(language === "zh" ? text : titles);
    if (found) wrong.push(`does not say in ${language}: ${found[0]}`);
    for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
        await page.setViewportSize(sizes[size]);
        if (await is_too_wide(page)) wrong.push(`wider than a ${size}`);
    }
    return [...wrong, ...troubles.splice(0)].map(
        (one) => `${language} ${door.login || "stranger"} ${door.surface}#${door.path}: ${one}`,
    );
}

for (const language of ["zh", "en"]) {
    test(`every page, in ${language}`, async () => {
        const device = await open_device("desk", town_begins);
        const page = await device.newPage();
        const troubles = watch_answers(page);
        const wrong: string[] = [];
        let login: string | undefined;
        for (const door of doors) {
            if (door.login !== login) await enter(page, town, (login = door.login));
            wrong.push(...(await look(page, door, language, troubles)));
        }
        await device.close();
        assert.deepEqual(wrong, []);
    });
}
