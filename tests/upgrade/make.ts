// Makes the small office whose store stands beside this file, as the Linli of its day wrote it, on
// both engines: run it once when a schema is released, and never again for that schema.
//     node tests/upgrade/make.ts NAME     (with build/linli of that day, and LINLI_TEST_DATABASE)
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "../harness/client.ts";
import type { Answer } from "../harness/client.ts";
import { Server, Store, admin, engines } from "../harness/server.ts";
import { town_begins } from "../harness/town.ts";
import { clerk, matter, people, picture } from "./office.ts";

const into = join(import.meta.dirname, process.argv[2] ?? "");
mkdirSync(into);

async function must(answer: Promise<Answer>): Promise<any> {
    const { status, body } = await answer;
    assert.ok(status >= 200 && status < 300, JSON.stringify(body));
    return body;
}

// Two grids, a family, and a matter with a photo that somebody without an account reported.
async function live(store: Store): Promise<string> {
    const server = await Server.start(store);
    const boss = new Client(server.address);
    await boss.take_over();
    const me = await must(boss.get("/api/me"));
    const parent = me.posts[0].place.id;
    for (const name of ["第一网格", "第二网格"])
        await must(boss.post("/api/places", { parent, kind: "grid", name }));
    const sheet = join(store.folder, "people.csv");
    writeFileSync(sheet, people.map((row) => row.join(",") + "\n").join(""));
    store.must("import", ["--kind", "people", sheet]);
    const account = await must(boss.post("/api/accounts", clerk));
    await must(boss.post("/api/posts", { role: "window", place: parent, account: account.id }));
    const slip = await must(boss.post("/api/slips", { account: account.id }));
    const claim = { login: "", password: admin.password };
    await must(boss.post(`/api/slips/${slip.code}/claim`, claim));
    const window = new Client(server.address);
    await must(window.login(clerk.login, admin.password));
    const photo = await must(window.upload("/api/files", "photo.png", picture));
    const values = { story: matter.story, where: parent, photos: [photo.id] };
    const report = { part: "opinions.matter", channel: "web", values, reporter: matter.reporter };
    const { code } = await must(window.post("/api/cases", report));
    assert.equal(await server.stop(), 0);
    return code;
}

const codes: Record<string, string> = {};
for (const engine of engines) {
    const store = new Store(engine, town_begins);
    const init = ["--admin", admin.login, "--kind", "community", "--code", "999902001001"];
    store.must("init", [...init, ...store.place], admin.first_password + "\n");
    codes[engine] = await live(store);
    copyFileSync(join(store.data, "master.key"), join(into, `${engine}.key`));
    const dump = (program: string, args: string[]): string =>
        execFileSync(program, args, { encoding: "utf8" });
    if (engine === "sqlite") {
        for (const name of ["linli", "files"]) {
            const text = dump("sqlite3", [join(store.data, `${name}.sqlite`), ".dump"]);
            writeFileSync(join(into, `${name}.sqlite.sql`), text);
        }
    } else {
        const text = dump("pg_dump", [store.place[1]!, "--schema=linli", "--no-owner"]);
        // Newer pg_dump guards itself with words that older psql does not know.
        writeFileSync(join(into, "postgres.sql"), text.replace(/^\\(un)?restrict .*\n/gm, ""));
    }
    store.drop();
}
writeFileSync(join(into, "codes.json"), JSON.stringify(codes, null, 4) + "\n");
