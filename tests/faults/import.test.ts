// An import that is killed in the middle goes on: in the server when it starts again, in a server
// that runs beside the command line, or with the next command. Nobody is taken over twice. And a
// long list takes no more memory than a short one.
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Client } from "../harness/client.ts";
import { engines, memory, pause } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

// A list of so many people in families of four.
function list(people: number): string {
    const lines = ["姓名,身份证号,现住地址,户编号,与户主关系,联系电话"];
    for (let i = 0; i < people; ++i) {
        const house = Math.floor(i / 4);
        const address = `望潮新村${Math.floor(house / 60) + 901}幢${(house % 60) + 101}室`;
        const relation = ["户主", "配偶", "子", "女"][i % 4];
        lines.push(`甲${i},,${address},甲${house},${relation},199${String(i).padStart(8, "0")}`);
    }
    return lines.join("\n") + "\n";
}

// Everybody of the list stands in the registry, once.
async function holds_all(officer: Client, people: number): Promise<void> {
    const sums = new Map<string, number>();
    let next: string | undefined = "/api/people?limit=200";
    while (next) {
        const page: any = await officer.get(next);
        assert.equal(page.status, 200, JSON.stringify(page.body));
        for (const { name } of page.body.items) sums.set(name, (sums.get(name) ?? 0) + 1);
        next = /<([^>]+)>; *rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
    }
    for (let i = 0; i < people; ++i) assert.equal(sums.get(`甲${i}`), 1, `甲${i}`);
}

// The newest import, once it is as `wanted` says.
async function newest(officer: Client, wanted: (is: any) => boolean): Promise<any> {
    for (const end = Date.now() + 120_000; Date.now() < end; await pause(5)) {
        const [is] = (await officer.get("/api/imports?limit=1")).body.items;
        if (is && wanted(is)) return is;
    }
    throw new Error("the import never came so far");
}
const in_the_middle = (is: any): boolean =>
    is.state === "running" && is.done > 0 && is.done < is.rows;
const is_done = (is: any): boolean => is.state === "done";

const people = 1500;

for (const engine of engines) {
    test(`a server killed in the middle of an import goes on with it, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const officer = await town.as("street");
        await officer.upload("/api/imports?kind=people", "名单.csv", Buffer.from(list(people)));
        const { id } = await newest(officer, (is) => is.state === "ready");
        assert.equal((await officer.post(`/api/imports/${id}/start`)).status, 200);
        await newest(officer, in_the_middle);
        await town.restart();
        const done = await newest(officer, is_done);
        assert.deepEqual([done.id, done.counts.new, done.counts.bad], [id, people, 0]);
        await holds_all(officer, people);
        await town.server.stop();
        assert.equal(town.store.run("verify").status, 0);
        town.store.drop();
    });
}

describe("linli import", () => {
    function write_list(town: Town, count: number): string[] {
        const file = join(town.store.folder, "名单.csv");
        writeFileSync(file, list(count));
        return ["--kind", "people", file];
    }

    test("killed in the middle, the next one or a server goes on", async () => {
        const town = await Town.start();
        const officer = await town.as("street");
        const args = write_list(town, people);
        const command = town.store.begin("import", args);
        await newest(officer, in_the_middle);
        command.kill("SIGKILL");
        await town.server.kill();
        const again = town.store.must("import", args);
        assert.match(
            again.stdout,
            new RegExp(`done: ${people} rows: 0 new, 0 updated, ${people} the same`),
        );

        await town.restart();
        await holds_all(officer, people);
        // And once more beside a server, with other people.
        const others = list(people)
            .replaceAll("甲", "乙")
            .replaceAll("望潮新村9", "望潮新村8")
            .replaceAll(",199", ",198");
        writeFileSync(args[2]!, others);
        const second = town.store.begin("import", args);
        await newest(officer, in_the_middle);
        second.kill("SIGKILL");
        await once(second, "exit");
        const done = await newest(officer, is_done);
        assert.deepEqual([done.counts.new, done.counts.bad], [people, 0]);
        await town.server.stop();
        assert.equal(town.store.run("verify").status, 0);
        town.store.drop();
    });

    test("a long list takes no more memory than a short one", async () => {
        const peaks: number[] = [];
        for (const count of [2_000, 20_000]) {
            const town = await Town.start();
            const command = town.store.begin("import", write_list(town, count));
            let peak = 0;
            while (command.exitCode === null) {
                peak = Math.max(peak, memory(command.pid!, "RssAnon"));
                await pause(10);
            }
            assert.equal(command.exitCode, 0);
            peaks.push(peak);
            await town.stop();
        }
        // SQLite's own cache fills up to its 32 MiB; of a row some bytes may stay, but not the row.
        assert.ok(peaks[1]! - peaks[0]! < 32 + 8, `${peaks[0]} MiB, then ${peaks[1]} MiB`);
    });

    test("a list that cannot be read is refused in words", async () => {
        const town = await Town.start();
        const file = join(town.store.folder, "名单.csv");
        writeFileSync(file, "张三,男\n");
        const refused = (env: Record<string, string>): string => {
            const ran = town.store.run("import", ["--kind", "people", file], "", env);
            assert.equal(ran.status, 1);
            return ran.stderr;
        };
        assert.match(
            refused({ LC_ALL: "zh_CN.UTF-8" }),
            /名单.csv: 没有找到表头.*sheet_no_heading/,
        );
        assert.match(
            refused({ LC_ALL: "en_GB.UTF-8" }),
            /名单.csv: No row of headings.*sheet_no_heading/,
        );
        await town.stop();
    });
});
