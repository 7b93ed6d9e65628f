// Debian's Chromium with a profile of its own, for one test file. It speaks to this machine only.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";

export const sizes = {
    desk: { width: 1440, height: 900 },
    tablet: { width: 768, height: 1024 },
    phone: { width: 375, height: 812 },
};

export class Browser {
    readonly #context: BrowserContext;
    readonly #folder: string;

    private constructor(context: BrowserContext, folder: string) {
        this.#context = context;
        this.#folder = folder;
    }

    static async start(size: keyof typeof sizes, now: Date): Promise<Browser> {
        const folder = mkdtempSync(join(tmpdir(), "linli-browser."));
        const context = await chromium.launchPersistentContext(folder, {
            executablePath: "/usr/bin/chromium",
            headless: true,
            viewport: sizes[size],
            locale: "zh-CN",
            timezoneId: "Asia/Shanghai",
            hasTouch: size === "phone",
            args: [
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        });
        context.setDefaultTimeout(10_000);
        await context.clock.setSystemTime(now);
        return new Browser(context, folder);
    }

    page(): Promise<Page> {
        return this.#context.newPage();
    }

    async stop(): Promise<void> {
        await this.#context.close();
        rmSync(this.#folder, { recursive: true, force: true });
    }
}
