// Goes through a page by the keyboard alone, as docs/guide/keyboard.md tells it key by key. After
// every key the focus is somewhere, can be seen, and nothing lies over it.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { sheets } from "./doors.ts";
import { enter } from "./town.ts";
import type { Town } from "./town.ts";

const tabs_max = 400;

export interface Focus {
    name: string; // as it is said to who cannot see it
    lost: boolean; // on nothing
    shown: boolean; // something about it says that it is here
    covered: boolean;
    what: string;
}

// What of the focus can be told from outside.
export function focus(page: Page): Promise<Focus> {
    return page.evaluate(() => {
        const at = document.activeElement as HTMLElement;
        const labels = [...((at as HTMLInputElement).labels ?? [])];
        const words = [
            at.getAttribute("aria-label"),
            ...labels.map((label) => label.innerText),
            at.innerText,
            at.getAttribute("placeholder"),
        ];
        // Hidden controls are shown by their label.
        const hidden = at.matches(".visually-hidden, [class*=el-segmented], .el-select__input");
        const face =
            (hidden && at.closest<HTMLElement>("label, .el-select__wrapper")) ||
            at.querySelector<HTMLElement>(":scope > .el-tree-node__content") ||
            at;
        const around = [at, face, face.parentElement, at.parentElement];
        const outlined = (one: Element | null | undefined): boolean => {
            if (!one) return false;
            const { outlineStyle, outlineWidth } = getComputedStyle(one);
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        };
        const box = face.getClientRects()[0] ?? face.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
        const top = document.elementFromPoint(x, y);
        return {
            name:
                words
                    .find((one) => one?.trim())
                    ?.replace(/\s+/g, " ")
                    .trim() ?? "",
            lost: at === document.body,
            shown: at.matches("main, [role=dialog]") || around.some(outlined),
            covered: !top || !(face.contains(top) || top.contains(face)),
            what: `${at.outerHTML.slice(0, 160)} at ${Math.round(x)},${Math.round(y)}`,
        };
    });
}

function check({ lost, shown, covered, what, name }: Focus): void {
    assert.ok(!lost, "the focus is lost");
    assert.ok(shown, `one does not see that one is at “${name}”: ${what}`);
    assert.ok(!covered, `something lies over “${name}”: ${what}`);
}

// What can be used on a page, one of each group of radio buttons, and has not been come to.
function not_come_to(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
        const groups = new Set<string>();
        for (const one of document.querySelectorAll<HTMLInputElement>("[data-came][type=radio]"))
            groups.add(one.name);
        return [...document.querySelectorAll<HTMLElement>(usable)]
            .filter((one) => one.tabIndex >= 0 && !one.matches(":disabled, [data-came]"))
            .filter((one) => one.checkVisibility() && !one.closest("[inert]"))
            .filter((one) => !(one instanceof HTMLInputElement && groups.has(one.name)))
            .map((one) => `not come to: ${one.outerHTML.slice(0, 120)}`);
    });
}

// From the top by Tab to the end; a long list says the same in every row, so some rows are enough.
export async function come_to_all(page: Page): Promise<string[]> {
    const wrong: string[] = [];
    for (let at = 0; at < 100; ++at) {
        await page.keyboard.press("Tab");
        const { lost, shown, covered, what } = await focus(page);
        if (lost) return [...wrong, ...(await not_come_to(page))];
        if (!shown) wrong.push(`does not show: ${what}`);
        if (covered) wrong.push(`lies under something: ${what}`);
        await page.evaluate(() => document.activeElement?.setAttribute("data-came", ""));
    }
    return wrong;
}

const is = (name: string, wanted: string) => name.replace(/^✓\s*/, "").startsWith(wanted);

// By Tab to what is called so; the end of the page comes before only when it is not there.
async function go_to(page: Page, key: string, wanted: string): Promise<void> {
    const passed: string[] = [];
    for (let at = 0; at < tabs_max; ++at) {
        await page.keyboard.press(key);
        const now = await focus(page);
        if (now.lost) break;
        check(now);
        if (is(now.name, wanted)) return;
        passed.push(now.name);
    }
    assert.fail(`no “${wanted}” among ${passed.join(" | ")}`);
}

async function is_at(page: Page, wanted: string): Promise<void> {
    const came = async () => is((await focus(page)).name, wanted);
    for (let tries = 0; !(await came()); ++tries) {
        if (tries === 60) assert.fail(`at “${(await focus(page)).name}”, not at “${wanted}”`);
        await page.waitForTimeout(50); // a dialog comes in its own time
    }
    check(await focus(page));
}

// Round a window that lies over the page, and back to where one began.
async function round(page: Page): Promise<void> {
    const inside = () => page.evaluate(() => !!document.activeElement?.closest("[role=dialog]"));
    const { what } = await focus(page);
    for (let at = 0; at < 60; ++at) {
        await page.keyboard.press("Tab");
        const now = await focus(page);
        check(now);
        assert.ok(await inside(), `“${now.name}” is outside`);
        if (now.what === what) return;
    }
    assert.fail("it does not come round");
}

// Keys that change the page; where they take away what one was at, one is somewhere else.
async function press(page: Page, key: string): Promise<void> {
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement !== document.body);
    await page.waitForFunction(() => !document.querySelector(".waiting"));
}

export async function perform(page: Page, town: Town, script: string): Promise<void> {
    page.on("filechooser", () => undefined); // from now on they are ours, before the first opens
    const open = async (where: string) => {
        await page.goto(town.server.address + where);
        await page.locator("h1").first().waitFor();
        await page.waitForFunction(() => !document.querySelector(".waiting"));
    };
    const words: Record<string, (rest: string) => Promise<unknown>> = {
        打开: (rest) => open(rest),
        登录: async (rest) => {
            const [login = "", where = ""] = rest.split(" ");
            await enter(page, town, login);
            await open(where);
        },
        窗口: (rest) => page.setViewportSize({ width: Number(rest), height: 1024 }),
        Tab: (rest) => go_to(page, "Tab", rest),
        "Shift+Tab": (rest) => go_to(page, "Shift+Tab", rest),
        写: (rest) => page.keyboard.type(rest.replace("《密码》", town.password)),
        选文件: async (rest) => {
            const chooser = page.waitForEvent("filechooser");
            await page.keyboard.press("Enter");
            await (await chooser).setFiles(join(sheets, rest));
        },
        在: (rest) => is_at(page, rest),
        见: (rest) => page.getByText(rest).filter({ visible: true }).first().waitFor(),
        不见: (rest) =>
            page.getByText(rest).filter({ visible: true }).first().waitFor({ state: "detached" }),
        转圈: () => round(page),
    };
    for (const line of script.trim().split("\n")) {
        const [word = "", ...rest] = line.trim().split(" ");
        const said = rest.join(" ");
        try {
            const known = word in words && (said !== "" || word === "转圈");
            await (known ? words[word]!(said) : press(page, word));
        } catch (problem) {
            throw new Error(`at “${line}”: ${problem instanceof Error ? problem.message : ""}`);
        }
    }
}
