// Debian's Chromium, one for each test file. It speaks to this machine only.
import { after } from "node:test";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext } from "playwright-core";

export const sizes = {
    desk: { width: 1440, height: 900 },
    tablet: { width: 768, height: 1024 },
    phone: { width: 375, height: 812 },
};

let running: Promise<Browser> | undefined;
after(async () => (await running)?.close());

function launch(): Promise<Browser> {
    return chromium.launch({
        executablePath: "/usr/bin/chromium",
        headless: true,
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    });
}

// A device of somebody's own: it shares no cookie, store or cache with any other.
export async function open_device(size: keyof typeof sizes, now: Date): Promise<BrowserContext> {
    running ??= launch();
    const device = await (
        await running
    ).newContext({
        viewport: sizes[size],
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        hasTouch: size === "phone",
    });
    await device.clock.setSystemTime(now);
    return device;
}
