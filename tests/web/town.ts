// The invented town, served once for all tests of a file, and the ways in which people come in.
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { open_device } from "../harness/browser.ts";
import type { sizes } from "../harness/browser.ts";
import { Client } from "../harness/client.ts";
import { Server, Store } from "../harness/server.ts";
import { town_begins } from "../harness/town.ts";

export interface Town {
    server: Server;
    store: Store;
    password: string;
    later(days: number): Promise<void>; // everybody signs in again then
    stop(): Promise<void>;
}

export async function serve_town(): Promise<Town> {
    const store = new Store("sqlite", town_begins);
    const told = store.demo();
    const password = /(?:password|密码都是) (\S+)/.exec(told)?.[1];
    assert.ok(password, "the demo says its password");
    const town: Town = {
        server: await Server.start(store),
        store,
        password,
        later: async (days) => {
            await town.server.stop();
            store.days_ahead += days;
            town.server = await Server.start(store);
        },
        stop: async () => {
            await town.server.stop();
            store.drop();
        },
    };
    return town;
}

// What no page may do: break its content policy, throw, or be wider than its window.
export function watch(page: Page): string[] {
    const troubles: string[] = [];
    page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) troubles.push(message.text());
    });
    return troubles;
}

export async function is_too_wide(page: Page): Promise<boolean> {
    return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

export async function sign_in(
    page: Page,
    town: Pick<Town, "server" | "password">,
    login: string,
    door = "/console/",
) {
    await page.goto(town.server.address + door);
    await page.getByLabel("登录名").fill(login);
    await page.getByLabel("密码").fill(town.password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByRole("button", { name: "登录", exact: true }).waitFor({ state: "detached" });
}

// Signs in without the page; nobody when there is no login.
export async function enter(page: Page, town: Pick<Town, "server" | "password">, login: string) {
    await page.goto("about:blank"); // what the page before still loads is not for the next one
    await page.context().clearCookies();
    if (login !== "") await change_hands(page, town, login);
}

// Somebody signs in in another window of the same browser.
export async function change_hands(
    page: Page,
    town: Pick<Town, "server" | "password">,
    login: string,
) {
    const client = new Client(town.server.address);
    await client.login(login, town.password);
    const [name = "", value = ""] = client.cookie.split("=", 2);
    await page.context().addCookies([{ name, value, url: town.server.address }]);
}

export async function with_page<T>(
    size: keyof typeof sizes,
    work: (page: Page, troubles: string[]) => Promise<T>,
    now = town_begins,
): Promise<T> {
    const device = await open_device(size, now);
    try {
        const page = await device.newPage();
        const troubles = watch(page);
        const done = await work(page, troubles);
        await page.unrouteAll({ behavior: "ignoreErrors" }); // some may still be on their way
        assert.deepEqual(troubles, []);
        return done;
    } finally {
        await device.close();
    }
}

// Goes down the tree in the field of a place to the first building.
export async function choose_place(page: Page): Promise<void> {
    await page.getByRole("button", { name: "选择地点" }).click();
    const places = page.locator(".within .pill");
    const here = page.getByRole("button", { name: /^就选/ });
    await places.or(here).first().waitFor();
    if ((await places.count()) === 0) return here.click(); // one's own home
    for (let level = 0; level < 6; ++level) {
        const above = await page.locator(".within .up").count();
        const name = await places.first().innerText();
        await places.first().click();
        if (/幢|楼|单元/.test(name)) return;
        await page.waitForFunction(
            (before) => document.querySelectorAll(".within .up").length > before,
            above,
        );
        await places.first().waitFor();
    }
}

// Whatever neighbours reported there, this is something else; returns when it is `sent`.
export async function not_the_same(page: Page, sent: Locator): Promise<void> {
    const none = page.getByRole("button", { name: "都不是，登记新的" });
    await sent.or(none).first().waitFor();
    if (await none.isVisible()) await none.click();
    await sent.waitFor();
}

// Until a photo inside is not only there but drawn.
export async function sees_photo(page: Page, inside: string): Promise<void> {
    await page.waitForFunction(
        (where) => document.querySelector<HTMLImageElement>(`${where} img`)?.naturalWidth,
        inside,
    );
}

// A photo that a telephone might have taken: 320 by 240, JPEG, drawn by the browser itself.
export async function photo(
    page: Page,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
    const address = await page.evaluate(() => {
        const canvas = document.createElement("canvas");
        canvas.width = 320;
        canvas.height = 240;
        const pen = canvas.getContext("2d")!;
        pen.fillStyle = "#876";
        pen.fillRect(0, 0, 320, 240);
        pen.fillStyle = "#235";
        pen.fillRect(60, 40, 120, 90);
        return canvas.toDataURL("image/jpeg");
    });
    const buffer = Buffer.from(address.split(",")[1]!, "base64");
    return { name: "photo.jpg", mimeType: "image/jpeg", buffer };
}

// Takes a step of the case that lies open on the desk.
export async function take(page: Page, step: string, fill?: () => Promise<void>): Promise<void> {
    const now = page.locator(".now");
    await now.getByRole("button", { name: step, exact: true }).click();
    await fill?.();
    await now.getByRole("button", { name: step, exact: true }).click();
    await page.getByText("已办好").first().waitFor();
}
