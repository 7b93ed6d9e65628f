// A matter from a resident's phone to its end, as people see it: said without an account, followed
// by its code, registered, dispatched, handled and fed back by three posts, rated by who said it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { choose_place, not_the_same, photo, sees_photo, serve_town } from "./town.ts";
import { sign_in, take, with_page } from "./town.ts";
import type { Town } from "./town.ts";

let town: Town;
let code = "";
let number = "";
const story = "三楼水管漏水，滴到二楼楼道，老人走路怕滑倒";

before(async () => {
    town = await serve_town();
});
after(() => town.stop());

test("a resident says something from a phone, with a photo, and gets a code", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/");
        await page.getByRole("link", { name: "我要反映" }).click();
        await page.getByText("社情民意在线").click();
        await page.getByText("居民楼渗水堵塞").click();
        await choose_place(page);
        await page.getByRole("button", { name: "提交" }).click();
        const either = "请填写“情况说明”或“照片”";
        await page.getByRole("alert").filter({ hasText: either }).waitFor();
        await page.locator("input[type=file]").setInputFiles(await photo(page));
        await page.locator("canvas").waitFor();
        await page.locator("textarea").fill(story);
        await page.getByLabel("联系电话").fill("19900001234");
        await page.getByRole("button", { name: "提交" }).click();
        await page.getByRole("heading", { name: "受理回执" }).waitFor();
        code = await page.locator(".secret").innerText();
        number = await page.locator("dd.code").innerText();
        assert.match(code, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
        assert.match(number, /^\d{4}-\d{4}$/);
    });
});

test("a photo alone says it as well", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/#/say");
        await page.getByText("便民直通车").click();
        await page.locator("input[type=file]").setInputFiles(await photo(page));
        await choose_place(page);
        await page.getByRole("button", { name: "提交" }).click();
        await not_the_same(page, page.getByRole("heading", { name: "受理回执" }));
    });
});

test("whoever has the code sees the photo while the matter is open; others do not", async () => {
    await with_page("phone", async (page) => {
        await page.goto(`${town.server.address}/#/follow/${code.replace("-", "")}`);
        await sees_photo(page, ".timeline");
        const whole = (await page.locator(".timeline a").getAttribute("href"))!;
        const status = (path: string) => page.request.get(town.server.address + path);
        assert.equal((await status(whole)).status(), 200);
        assert.equal((await status(whole.split("?")[0]!)).status(), 404);
    });
});

// Fills in the same again, with words and a photo of one's own, and says that it is the same.
async function join_it(page: Page, words: string, send: string): Promise<void> {
    await page.getByText("社情民意在线").click();
    await page.locator("input[type=file]").setInputFiles(await photo(page));
    await page.locator("canvas").waitFor();
    await page.getByText("居民楼渗水堵塞").click();
    await choose_place(page);
    await page.locator("textarea").fill(words);
    await page.getByRole("button", { name: send, exact: true }).click();
    const same = page.locator(".alike .one").filter({ hasText: number });
    await same.getByRole("button", { name: "就是这件" }).click();
    await page.getByRole("heading", { name: "受理回执" }).waitFor();
    assert.equal(await page.locator("dd.code").innerText(), number);
}

test("neighbours who join it leave their words and their photos there", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/#/say");
        await join_it(page, "我家天花板也湿了", "提交");
        await page.getByRole("link", { name: "查办理进度" }).click();
        await page.getByText("我家天花板也湿了").waitFor();
        await sees_photo(page, ".timeline");
    });
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await page.goto(town.server.address + "/console/#/cases/new");
        await page.getByLabel("称呼").fill("何阿婆");
        await join_it(page, "一楼也听见滴水", "登记");
        await page.getByRole("link", { name: "打开办件" }).click();
        await page.getByText("一楼也听见滴水").waitFor();
        // What each of the three gave.
        await page.waitForFunction(
            () => document.querySelectorAll(".timeline img, .fields img").length >= 3,
        );
    });
});

async function open_case(page: Page): Promise<void> {
    await page.goto(town.server.address + "/console/#/cases?list=todo");
    await page
        .getByRole("link", { name: story.slice(0, 10) })
        .first()
        .click();
    await page.getByText(number).first().waitFor();
}

test("the window registers it and dispatches it to a unit", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await open_case(page);
        await take(page, "登记");
        await take(page, "分派", async () => {
            const finder = page.locator(".now input[type=search]").first();
            await finder.fill("物业");
            await page.locator(".now .found button").filter({ hasText: "物业" }).first().click();
        });
        await page.getByText("办理中").first().waitFor();
        await page.getByText("时限怎么算的").click();
        await page.getByText("工作日").first().waitFor();
    });
});

test("whoever has it in hand handles it on a phone", async () => {
    await with_page("phone", async (page) => {
        await sign_in(page, town, "repair", "/phone/");
        await page.getByRole("link", { name: "待我办" }).click();
        await page.getByText(story.slice(0, 10)).first().click();
        await page.getByRole("button", { name: "办结", exact: true }).click();
        await page.locator("textarea").fill("已更换水管并清理楼道");
        await page.getByRole("button", { name: "办结", exact: true }).click();
        await page.getByText("已送达", { exact: true }).waitFor();
    });
});

test("the window feeds back", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "window");
        await open_case(page);
        await take(page, "反馈", async () => {
            await page.locator(".now textarea").first().fill("水管已换，请放心");
        });
    });
});

test("who said it follows it by the code, reads the answer, and rates", async () => {
    await with_page("phone", async (page) => {
        await page.goto(town.server.address + "/#/follow");
        await page.getByLabel("查询码").fill("AAAAA-AAAAA");
        await page.getByRole("button", { name: "查询" }).click();
        await page.getByText("查询码不对").waitFor();
        await page.getByLabel("查询码").fill(code.toLowerCase().replace("-", " "));
        await page.getByRole("button", { name: "查询" }).click();
        await page.getByText("水管已换，请放心").first().waitFor();
        assert.equal(await page.getByText("林晓燕").count(), 0, "who works there stays unnamed");
        await page.getByRole("button", { name: "评价", exact: true }).click();
        await page.getByText("满意", { exact: true }).click();
        await page.getByRole("button", { name: "评价", exact: true }).click();
        await page.getByRole("heading", { name: "已办结" }).waitFor();
    });
});

test("one report is sent, however often and wherever one presses meanwhile", async () => {
    await with_page("phone", async (page) => {
        const opened: string[] = [];
        page.on("request", (request) => {
            if (request.method() !== "POST") return;
            const { pathname } = new URL(request.url());
            if (pathname !== "/api/files") opened.push(pathname.replace(/[0-9a-f-]{36}/, "ID"));
        });
        // Presses again while the answer is still on its way, as an impatient finger does.
        const hold = (path: string, meanwhile: () => Promise<void>) =>
            page.route(path, async (route) => {
                await meanwhile();
                await route.continue();
            });
        await hold("**/api/alike", () =>
            page.locator("form").evaluate((form: HTMLFormElement) => form.requestSubmit()),
        );
        await hold("**/steps/join", () =>
            page
                .getByRole("button", { name: "都不是" })
                .evaluate((button: HTMLButtonElement) => button.click()),
        );
        const report = async () => {
            await page.getByText("公共部位问题").click();
            await page.getByText("烂", { exact: true }).click();
            await choose_place(page);
            await page.getByRole("button", { name: "提交" }).click();
        };
        const receipt = page.getByRole("heading", { name: "受理回执" });
        await page.goto(town.server.address + "/#/say");
        await report();
        await not_the_same(page, receipt); // the town may have had the same there lately
        assert.deepEqual(opened.splice(0), ["/api/alike", "/api/cases"]);

        await page.getByRole("button", { name: "再反映一件" }).click();
        await report();
        await page.getByRole("button", { name: "就是这件" }).first().click();
        await receipt.waitFor();
        assert.deepEqual(opened, ["/api/alike", "/api/cases/ID/steps/join"]);
    });
});
