// The main job from end to end, as people do it: a spreadsheet of residents is imported, a resident
// reports a matter from a phone, posts of three levels move it and close it late, and the quarter's
// report opens to that case, also after the records have changed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { town_begins } from "../harness/town.ts";
import { sheets } from "./doors.ts";
import { choose_place, not_the_same, photo, serve_town } from "./town.ts";
import { sign_in, take, with_page } from "./town.ts";
import type { Town } from "./town.ts";

const days_late = 12; // beyond five workdays: there is no holiday soon after the town begins
const story = "二楼走廊的声控灯不亮，晚上看不清台阶";
const quarter_title = "2026年第四季度"; // in which the town begins, and the case is closed
const with_page_later: typeof with_page = (size, work) =>
    with_page(size, work, new Date(town_begins.getTime() + days_late * 86_400_000));

let town: Town;
let code = "";
let number = "";

before(async () => {
    town = await serve_town();
});
after(() => town.stop());

async function hand_in(page: Page, name: string, text = ""): Promise<void> {
    const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
    await page.goto(`${town.server.address}/console/#/imports`);
    await page.locator("input[type=file]").setInputFiles(text ? file : join(sheets, name));
    await page.getByRole("heading", { name }).waitFor();
    await page.getByText("待确认").first().waitFor();
}

async function counted(page: Page, title: string): Promise<number> {
    const one = page.locator(".counts div").filter({ hasText: title });
    return Number(await one.locator("dd").innerText());
}

async function confirm(page: Page, button: string): Promise<void> {
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.locator(".el-message-box").getByRole("button", { name: button }).click();
}

// GB/T 9704: what the page block of 156 mm by 225 mm of a report holds, and its paper in points.
async function official_page(page: Page): Promise<{ wide: number; high: number; paper: string }> {
    const [wide, high] = await page.evaluate(() => {
        const report = document.querySelector<HTMLElement>("article.report")!;
        const long = report.querySelector("p:not(.headline)")!.cloneNode() as HTMLElement;
        long.textContent = "字".repeat(100);
        report.append(long);
        report.style.width = "156mm";
        const top = (at: number) => {
            const range = document.createRange();
            range.setStart(long.firstChild!, at);
            range.setEnd(long.firstChild!, at + 1);
            return range.getBoundingClientRect().top;
        };
        const tops = Array.from({ length: 100 }, (_, at) => top(at));
        const lines = [...new Set(tops)];
        long.remove();
        report.style.width = "";
        return [
            tops.filter((one) => one === lines[1]).length,
            Math.floor(((225 / 25.4) * 96) / (lines[2]! - lines[1]!)),
        ];
    });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const [, width, height] = /MediaBox \[0 0 (\S+) ([\d.]+)/.exec(pdf) ?? [];
    return {
        wide: wide!,
        high: high!,
        paper: `${Math.round(Number(width))} ${Math.round(Number(height))}`,
    };
}

test("the secretary imports a sheet of residents; the same again changes nothing", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await hand_in(page, "residents.xlsx");
        assert.equal(await counted(page, "新增"), 5);
        await page.getByRole("button", { name: "导入5行" }).click();
        await page.getByText("已完成").first().waitFor();
        assert.equal(await counted(page, "已新增"), 5);

        await page.getByLabel("查找").fill("欧阳玉兰");
        await page.locator(".hits a").first().click();
        await page.getByRole("heading", { name: "欧阳玉兰" }).waitFor();

        await hand_in(page, "residents.xlsx");
        assert.equal(await counted(page, "没有变化"), 5);
        assert.equal(await counted(page, "新增"), 0);
        await confirm(page, "不导了");
        await page.getByText("已放弃").first().waitFor();
    });
});

test("whether a row is somebody known is decided by whoever imports it", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        const row = "周建国,男,1962-05-12,和风新村9幢101,修鞋匠";
        await hand_in(page, "moved.csv", `姓名,性别,出生日期,现住址,职业\n${row}\n`);
        assert.equal(await counted(page, "疑似重复"), 1);
        // What tells them apart stands side by side.
        await page.getByText("1962年5月12日，和风新村9幢101").waitFor();
        assert.ok((await page.getByText("1962年5月12日，").count()) > 1);
        await page.getByText("还有1行疑似重复没有选择").waitFor();
        await page.getByRole("button", { name: "就是此人" }).click();
        await page.getByRole("button", { name: "就是此人", pressed: true }).waitFor();
        await page.getByText("还有1行疑似重复没有选择").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "开始导入" }).click();
        await page.getByText("已完成").first().waitFor();
        assert.equal(await counted(page, "已更新"), 1);
    });
});

test("rows not taken over come back as a file, and an import is undone as one", async () => {
    await with_page("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await hand_in(page, "mangled.xlsx");
        assert.equal(await counted(page, "有问题"), 6);
        await page.getByText("3.30203E+17").waitFor();
        const [file] = await Promise.all([
            page.waitForEvent("download"),
            page.getByText("下载要修改的行").click(),
        ]);
        assert.equal(file.suggestedFilename(), "mangled-待修改.xlsx");
        assert.equal(
            readFileSync(await file.path())
                .subarray(0, 2)
                .toString(),
            "PK",
        );

        await page.getByRole("button", { name: "导入2行" }).click();
        await page.getByText("已完成").first().waitFor();
        await confirm(page, "撤销这次导入");
        await page.getByText("已撤销").first().waitFor();
        await page.goto(`${town.server.address}/console/#/search?q=王五`);
        await page.getByText("没有找到").waitFor();
    });
});

test("a resident reports a matter with a photo and a place from a phone", async () => {
    await with_page("phone", async (page) => {
        await page.goto(`${town.server.address}/#/say`);
        await page.getByText("社情民意在线").click();
        await page.locator("input[type=file]").setInputFiles(await photo(page));
        await page.getByText("安全隐患").click();
        await choose_place(page);
        await page.locator("textarea").fill(story);
        await page.getByRole("button", { name: "提交" }).click();
        const receipt = page.getByRole("heading", { name: "受理回执" });
        await not_the_same(page, receipt);
        code = await page.locator(".secret").innerText();
        number = await page.locator("dd.code").innerText();
    });
});

// The search box knows a case by the number on its receipt.
async function open_case(page: Page, login: string): Promise<void> {
    await sign_in(page, town, login);
    await page.getByLabel("查找").fill(number);
    await page.locator(".hits a").first().click();
    await page.getByRole("heading", { name: story }).waitFor();
}

test("window, community and street move it to the unit that is responsible", async () => {
    await with_page("desk", async (page) => {
        await open_case(page, "window");
        await take(page, "登记");
    });
    await with_page("desk", async (page) => {
        await open_case(page, "secretary");
        await take(page, "上报街道", async () => {
            await page.locator(".now textarea").fill("涉及整幢楼的线路，请街道协调物业");
        });
    });
    await with_page("desk", async (page) => {
        await open_case(page, "street");
        await take(page, "街道交办", async () => {
            await page.locator(".now input[type=search]").first().fill("物业");
            await page.locator(".now .found button").filter({ hasText: "物业" }).first().click();
        });
        await page.getByText(/等.*物业.*办理/).waitFor();
    });
});

test("the unit handles it after its limit, and it is closed late", async () => {
    await town.later(days_late);
    await with_page_later("phone", async (page) => {
        await sign_in(page, town, "repair", "/phone/");
        await page.getByRole("link", { name: "待我办" }).click();
        await page.getByText(story.slice(0, 10)).first().click();
        await page.getByRole("button", { name: "办结", exact: true }).click();
        await page.locator("textarea").fill("已更换声控灯和线路");
        await page.getByRole("button", { name: "办结", exact: true }).click();
        await page.getByText("已送达", { exact: true }).waitFor();
    });
    await with_page_later("desk", async (page) => {
        await open_case(page, "window");
        await take(page, "反馈", () => page.locator(".now textarea").first().fill("灯已换好"));
    });
    await with_page_later("phone", async (page) => {
        await page.goto(`${town.server.address}/#/follow/${code.replace("-", "")}`);
        await page.getByText("灯已换好").first().waitFor();
        await page.getByRole("button", { name: "评价", exact: true }).click();
        await page.getByText("基本满意", { exact: true }).click();
        await page.getByRole("button", { name: "评价", exact: true }).click();
        await page.getByRole("heading", { name: "已办结" }).waitFor();
    });
});

// The number behind "已办结" of the prose, or in the list beside it.
const closed_number = (page: Page) =>
    page.locator(".stated li").filter({ hasText: "社情民意在线 · 办结" }).locator("a.number");

test("the quarter's report is drafted, edited and issued, and opens to that case", async () => {
    await with_page_later("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.goto(`${town.server.address}/console/#/reports`);
        const periods = page.getByRole("combobox", { name: "时段" });
        await page.locator(".el-select").filter({ has: periods }).click();
        await page.getByRole("option", { name: quarter_title }).click();
        await page.getByRole("button", { name: "起草", exact: true }).click();
        await page.getByRole("heading", { name: `${quarter_title}社情民意工作小结` }).waitFor();

        await page.getByRole("button", { name: "修改文字" }).click();
        await page.locator("textarea").last().fill("楼道照明纳入下季度巡查。\n\n附：办件清单。");
        await page.getByRole("button", { name: "保存修改" }).click();
        await page.getByText("楼道照明纳入下季度巡查。").waitFor();
        await page.locator("article p").getByText("附：办件清单。", { exact: true }).waitFor();
        const draft = page.getByText("（草稿，数据截至2026年11月22日）");
        await page.emulateMedia({ media: "print" });
        await draft.waitFor();
        assert.deepEqual(await official_page(page), { wide: 28, high: 22, paper: "595 842" });
        await page.emulateMedia({ media: "screen" });
        await confirm(page, "印发");
        await page.getByText("数字已冻结").waitFor();
        assert.equal(await draft.count(), 0, "what is issued is no draft");

        const [file] = await Promise.all([
            page.waitForEvent("download"),
            page.getByText("下载 Word 文件").click(),
        ]);
        assert.equal(
            readFileSync(await file.path())
                .subarray(0, 2)
                .toString(),
            "PK",
        );

        await closed_number(page).click();
        const row = page.locator("tr").filter({ hasText: number });
        await row.getByText("超期").waitFor();
        await row.getByRole("link").click();
        await page.getByRole("heading", { name: story }).waitFor();
        await page.getByText("已办结，曾超期").waitFor();
    });
});

test("when the case is taken up again the report says so, and opens to it as gone", async () => {
    await with_page_later("desk", async (page) => {
        await open_case(page, "window");
        await take(page, "重新办理", () => page.locator(".now textarea").fill("灯又不亮了"));
    });
    await with_page_later("desk", async (page) => {
        await sign_in(page, town, "secretary");
        await page.goto(`${town.server.address}/console/#/reports`);
        await page.getByRole("link", { name: quarter_title }).click();
        const stated = page.locator(".stated li").filter({ hasText: "社情民意在线 · 办结" });
        await stated.getByText("减少1条").waitFor();
        await closed_number(page).click();
        const row = page.locator("tbody tr").first();
        await row.getByRole("link", { name: number }).waitFor();
        await row.getByText("印发后不再计入").waitFor();
        await page.goto(page.url().replace("/console/", "/console/?language=en"));
        await row.getByText("no longer counted").waitFor();
    });
});
