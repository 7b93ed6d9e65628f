// Somebody who asked to be forgotten: their name and number are in no answer, in no file of the
// store and in no backup made later, while what they brought up stays and figures count it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { test } from "node:test";
import type { Client } from "../harness/client.ts";
import { engines } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const name = "欧阳璟瑄";
const number = "11010519491231002X";
const phone = "19900777001";

// Each as it would stand in a file: as bytes of UTF-8 and of UTF-16 either way round, and escaped.
function spellings(): [string, Buffer][] {
    return [name, number, phone].flatMap((word): [string, Buffer][] => {
        const little = Buffer.from(word, "utf16le");
        const escaped = [...word].map((c) => `\\u${c.charCodeAt(0).toString(16)}`).join("");
        return [
            [word, Buffer.from(word)],
            [`${word} in UTF-16`, little],
            [`${word} in UTF-16, big end first`, Buffer.from(little).swap16()],
            [`${word} escaped`, Buffer.from(escaped)],
        ];
    });
}

function assert_nowhere(bytes: Buffer, where: string): void {
    for (const [what, spelled] of spellings())
        assert.equal(bytes.indexOf(spelled), -1, `${what} stands in ${where}`);
}

const files_of = (town: Town): string[] =>
    readdirSync(town.store.data).filter((file) => /sqlite/.test(file));

async function backup_of(town: Town, file: string): Promise<Buffer> {
    const copy = join(town.store.folder, file);
    town.store.must("backup", [copy]);
    return gunzipSync(readFileSync(copy));
}

// A neighbour with an account, who reported something and was looked at.
async function neighbour(window: Client): Promise<{ id: string; matter: string }> {
    const [post] = (await window.get("/api/me")).body.posts;
    const houses = await window.get(`/api/places?kind=house&within=${post.place.id}&limit=1`);
    const house = houses.body.items[0].id;
    const person = await window.post("/api/people", {
        name,
        id_number: number,
        phones: [phone],
        lives: { place: house },
    });
    assert.equal(person.status, 201, JSON.stringify(person.body));
    const id = person.body.id;
    const matter = await window.post("/api/cases", {
        part: "opinions.matter",
        channel: "window",
        values: { story: "楼道灯不亮", where: house },
        reporter: { person: id },
    });
    assert.equal(matter.status, 201, JSON.stringify(matter.body));
    const given = { kind: "sensitive", how: "paper" };
    assert.equal((await window.post(`/api/people/${id}/consents`, given)).status, 200);
    const asked = { fields: ["phones", "id_number"], purpose: "回访" };
    assert.equal((await window.post(`/api/people/${id}/reveal`, asked)).status, 200);
    return { id, matter: matter.body.id };
}

for (const engine of engines) {
    test(`who is erased is nowhere any more, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const window = await town.as("window");
        const officer = await town.as("street");
        const { id, matter } = await neighbour(window);
        assert.ok((await backup_of(town, "before")).includes(name), "the test can find it");
        const [{ place: street }] = (await officer.get("/api/me")).body.posts;
        const question = `/api/figures/opinions.received?place=${street.id}&period=2026Q4`;
        const counted = await officer.get(question);
        assert.equal(counted.status, 200, JSON.stringify(counted.body));

        const slip = await window.post("/api/slips", { person: id });
        assert.equal(slip.status, 201, JSON.stringify(slip.body));
        const erase = { reason: "本人要求删除" };
        const path = `/api/people/${id}/erase`;
        assert.equal((await window.post(path, erase)).status, 403);
        assert.equal((await officer.post(path, erase)).body.code, "still_here");
        const moved = { kind: "lives", address: "外市" };
        const left = await officer.ask("POST", `/api/people/${id}/moves`, moved, {
            headers: { "if-match": "*" },
        });
        assert.equal(left.status, 200, JSON.stringify(left.body));
        assert.equal((await officer.post(path, { reason: " " })).body.code, "field_missing");
        assert.equal((await officer.post(path, erase)).status, 204);

        assert.equal((await officer.get(`/api/people/${id}`)).status, 404);
        for (const asked of [name, name.slice(0, 2), "oyjx", phone, number, phone.slice(-4)]) {
            const { body } = await officer.get(`/api/search?q=${encodeURIComponent(asked)}`);
            assert.ok(!JSON.stringify(body).includes(id), `found by ${asked}`);
        }
        const claim = { login: "ouyang", password: "柳树底下的第三级石台阶" };
        const claimed = await town.stranger().post(`/api/slips/${slip.body.code}/claim`, claim);
        assert.ok(claimed.status >= 400, "a slip of theirs opens nothing");
        const slip_seen = await town.stranger().get(`/api/slips/${slip.body.code}`);
        assert.ok(slip_seen.status >= 400, "and says nothing");
        const seen = await window.get(`/api/cases/${matter}`);
        assert.equal(seen.body.reporter?.name, "已删除", JSON.stringify(seen.body.reporter));
        const after = await officer.get(question);
        assert.equal(after.body.count, counted.body.count);
        assert.ok(after.body.count > 0);

        assert_nowhere(await backup_of(town, "after"), "a backup made later");
        assert.equal(await town.server.stop(), 0);
        assert.equal(town.store.run("verify").status, 0);
        for (const file of files_of(town)) {
            assert_nowhere(readFileSync(join(town.store.data, file)), file);
        }
        town.store.drop();
    });
}
