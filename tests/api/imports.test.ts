// Imports as offices really do them, over HTTP: lists with titles above their headings, GB18030,
// numbers that Excel has eaten, people who are there already. A sheet is looked at, decided, taken
// over, undone as one; what is wrong comes back as a file to mend; strangers learn nothing of it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Answer, Client } from "../harness/client.ts";
import { Store, pause } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const sheet = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../sheets", name));

async function must(answer: Promise<Answer>): Promise<any> {
    const { status, body } = await answer;
    assert.ok(status >= 200 && status < 300, JSON.stringify(body));
    return body;
}

// Until it stands still.
async function settled(clerk: Client, id: string): Promise<any> {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
        const is = await must(clerk.get(`/api/imports/${id}`));
        if (!["waiting", "reading", "running", "undoing"].includes(is.state)) return is;
    }
    throw new Error(`import ${id} does not come to rest`);
}

async function hand_in(clerk: Client, name: string, bytes: Buffer): Promise<any> {
    const is = await must(clerk.upload("/api/imports?kind=people", name, bytes));
    assert.equal(is.file, name);
    return settled(clerk, is.id);
}

async function move(clerk: Client, id: string, act: string): Promise<any> {
    await must(clerk.post(`/api/imports/${id}/${act}`));
    return settled(clerk, id);
}

async function rows(clerk: Client, id: string, what: string): Promise<any[]> {
    return (await must(clerk.get(`/api/imports/${id}/rows?what=${what}`))).items;
}

async function found(clerk: Client, name: string): Promise<any[]> {
    return (await must(clerk.get(`/api/search?kind=person&q=${encodeURIComponent(name)}`))).items;
}

// The bytes of a file that is given back.
async function file(clerk: Client, path: string): Promise<Buffer> {
    const headers = { cookie: clerk.cookie };
    const answer = await fetch(clerk.address + path, { headers });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-disposition")!, /^attachment; filename\*=UTF-8''/);
    return Buffer.from(await answer.arrayBuffer());
}

describe("imports", () => {
    let town: Town;
    let clerk: Client;
    before(async () => {
        town = await Town.start();
        clerk = await town.as("window");
        const secretary = await town.as("secretary");
        const [{ place }] = (await must(secretary.get("/api/me"))).posts;
        const grids = (await must(secretary.get(`/api/places/${place.id}/children`))).items;
        const estate = { parent: grids[0].id, kind: "estate", name: "和风新村" };
        await must(secretary.post("/api/places", estate));
    });
    after(() => town.stop());

    test("a list is looked at, taken over, and undone as one", async () => {
        const before = await must(clerk.get("/api/search?kind=person&q=周建国"));
        assert.deepEqual(before.items, []);
        const preview = await hand_in(clerk, "居民.xlsx", sheet("residents.xlsx"));
        assert.equal(preview.state, "ready");
        assert.deepEqual([preview.rows, preview.counts.new, preview.counts.bad], [5, 5, 0]);
        assert.deepEqual(await found(clerk, "周建国"), []);

        const done = await move(clerk, preview.id, "start");
        assert.deepEqual([done.state, done.counts.new], ["done", 5]);
        const [father] = await found(clerk, "周建国");
        const person = await must(clerk.get(`/api/people/${father.id}`));
        assert.match(JSON.stringify(person), /1962-05-12/);
        assert.match(JSON.stringify(person), /和风新村3幢101/);
        const [son] = await found(clerk, "周晓峰");
        assert.match(JSON.stringify(await must(clerk.get(`/api/people/${son.id}`))), /1990-02-15/);

        // The same file once more: nothing is new, and nobody has changed.
        const again = await hand_in(clerk, "居民.xlsx", sheet("residents.xlsx"));
        assert.deepEqual([again.counts.same, again.counts.new, again.counts.update], [5, 0, 0]);
        const nothing = await move(clerk, again.id, "start");
        assert.deepEqual(
            [nothing.counts.same, nothing.counts.new, nothing.counts.update],
            [5, 0, 0],
        );
        const unchanged = await must(clerk.get(`/api/people/${father.id}`));
        assert.equal(unchanged.edition, person.edition);

        const undone = await move(clerk, preview.id, "undo");
        assert.equal(undone.state, "undone");
        assert.deepEqual(await rows(clerk, preview.id, "kept"), []);
        for (const name of ["周建国", "沈秀英", "周晓峰", "欧阳玉兰", "单小军"]) {
            assert.deepEqual(await found(clerk, name), [], name);
        }
        assert.equal((await clerk.get(`/api/people/${father.id}`)).status, 404);
    });

    test("an export in GB18030", async () => {
        const preview = await hand_in(clerk, "导出.csv", sheet("export_gb18030.csv"));
        assert.equal(preview.counts.new, 3);
        await move(clerk, preview.id, "start");
        assert.equal((await found(clerk, "冯𠮷")).length, 1);
    });

    test("what is wrong is said cell by cell, and comes back as a file to mend", async () => {
        const is = await hand_in(clerk, "走访.xlsx", sheet("mangled.xlsx"));
        const wrong = (await rows(clerk, is.id, "to_mend"))
            .flatMap((row: any) => row.problems)
            .map((one: any) => `${one.column}${one.row} ${one.code}`);
        for (const one of [
            "B2 excel_number",
            "B3 excel_zeros",
            "B4 id_check_digit",
            "A7 field_missing",
        ]) {
            assert.ok(wrong.includes(one), `${one} in ${wrong}`);
        }
        const done = await move(clerk, is.id, "start");
        assert.deepEqual([done.counts.new, done.counts.bad, done.counts.warned], [2, 6, 2]);
        for (const format of ["xlsx", "csv"]) {
            const bytes = await file(clerk, `/api/imports/${is.id}/bad-rows?format=${format}`);
            const again = await hand_in(clerk, `待修改.${format}`, bytes);
            assert.equal(again.counts.bad, 6, format);
            assert.equal(again.columns.at(-1).heading, "问题");
            assert.equal(again.columns.at(-1).field, "-");
        }
        // Mended as an office mends it: in the file that came back.
        const bytes = await file(clerk, `/api/imports/${is.id}/bad-rows?format=csv`);
        const lines = bytes.toString("utf8").split("\r\n");
        const mended = [lines[0]!, lines.find((line) => line.startsWith("王一"))!];
        mended[1] = mended[1]!.replace("3.30203E+17", "");
        const again = await hand_in(clerk, "改好了.csv", Buffer.from(mended.join("\r\n")));
        assert.deepEqual([again.counts.new, again.counts.bad], [1, 0]);
    });

    test("somebody who may be there already waits for a decision", async () => {
        const list = "姓名,出生日期,现住地址\n";
        const first = await hand_in(
            clerk,
            "甲.csv",
            Buffer.from(list + "尤小满,1971-02-03,和风新村8幢101\n"),
        );
        await move(clerk, first.id, "start");
        const again = list + "尤小满,1971-02-03,和风新村8幢102\n尤大满,,和风新村8幢103\n";
        const second = await hand_in(clerk, "乙.csv", Buffer.from(again));
        assert.deepEqual([second.counts.duplicate, second.counts.new], [1, 1]);
        const [row] = await rows(clerk, second.id, "duplicate");
        assert.equal(row.of.name, "尤小满");
        const path = `/api/imports/${second.id}/rows`;
        assert.equal((await clerk.post(`${path}/3`, { as: "same" })).body.code, "not_undecided");
        assert.equal((await clerk.post(`${path}/9`, { as: "same" })).body.code, "no_such_row");
        await must(clerk.post(`${path}/${row.row}`, { as: "same" }));
        const done = await move(clerk, second.id, "start");
        assert.deepEqual([done.counts.update, done.counts.new, done.counts.duplicate], [1, 1, 0]);
        assert.equal((await found(clerk, "尤小满")).length, 1);
        assert.equal(
            (await clerk.post(`${path}/${row.row}`, { as: "new" })).body.code,
            "wrong_state",
        );
    });

    test("nobody without the right hands in, and no stranger learns of it", async () => {
        const is = await hand_in(clerk, "居民.xlsx", sheet("residents.xlsx"));
        const bytes = sheet("residents.xlsx");
        for (const login of ["grid", "auditor", "repair"]) {
            const other = await town.as(login);
            const answer = await other.upload("/api/imports?kind=people", "居民.xlsx", bytes);
            assert.equal(answer.body.code, "not_yours", login);
        }
        const stranger = town.stranger();
        const answer = await stranger.upload("/api/imports?kind=people", "居民.xlsx", bytes);
        assert.equal(answer.body.code, "login_first");

        const officer = await town.as("street");
        const secretaries = (await must(officer.get("/api/accounts?limit=200"))).items;
        const other = secretaries.find((one: any) => /石桥头社区.*社区书记/.test(one.posts.join()));
        for (const asker of [await town.as(other.login), await town.as("grid")]) {
            const listed = (await must(asker.get("/api/imports"))).items;
            assert.ok(!listed.some((one: any) => one.id === is.id));
            for (const path of ["", "/rows", "/bad-rows"]) {
                const { body } = await asker.get(`/api/imports/${is.id}${path}`);
                assert.equal(body.code, "no_such_import", path);
            }
            for (const act of ["start", "stop", "undo", "discard"]) {
                const { body } = await asker.post(`/api/imports/${is.id}/${act}`);
                assert.equal(body.code, "no_such_import", act);
            }
        }
        // It can be put away by whoever may, and is as if it had never been.
        await must(clerk.post(`/api/imports/${is.id}/discard`));
        assert.deepEqual(await rows(clerk, is.id, "new"), []);
        assert.deepEqual(await found(clerk, "欧阳玉兰"), []);
    });

    test("a file that cannot be read is refused whole, with its reason", async () => {
        const files: [string, Buffer, string][] = [
            ["网页.xls", Buffer.from("<html><table>"), "sheet_web_page"],
            ["名单.csv", Buffer.from("张三,男\n"), "sheet_no_heading"],
            ["名单.csv", Buffer.from('姓名,电话\n"张三'), "sheet_quote"],
            ["名单.csv", Buffer.from([0xd0, 0xd5, 0xff, 0xff, 0x0a]), "sheet_encoding"],
            ["名单.xlsx", sheet("residents.xlsx").subarray(0, 900), "sheet_corrupt"],
        ];
        for (const [name, bytes, code] of files) {
            const is = await hand_in(clerk, name, bytes);
            assert.deepEqual([is.state, is.refusal.code], ["refused", code], name);
            assert.equal(
                (await clerk.post(`/api/imports/${is.id}/start`)).body.code,
                "wrong_state",
            );
        }
    });
});

test("on the command line a cell to mend is named by the heading of its column", () => {
    const store = new Store("sqlite").init();
    const list = join(store.folder, "list.csv");
    writeFileSync(list, "姓名,身份证号\n卢小满,3.30203E+17\n");
    const args = ["--kind", "people", "--dry-run", list];
    const { status, stdout } = store.run("import", args, "", { LC_ALL: "zh_CN.UTF-8" });
    assert.equal(status, 1);
    assert.match(stdout, /preview: 1 rows: 0 new, .* 1 to mend/);
    assert.match(stdout, /2 {2}卢小满 {2}身份证号：Excel 把长数字变成了/);
    store.drop();
});
