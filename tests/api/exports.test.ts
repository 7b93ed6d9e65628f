// Lists of people taken out as sheets: masked unless asked for whole, with a purpose that is kept
// in the journal, by whoever may and for nobody else; and they can come back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Answer, Client } from "../harness/client.ts";
import { pause } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

async function must(answer: Promise<Answer>): Promise<any> {
    const { status, body } = await answer;
    assert.ok(status >= 200 && status < 300, JSON.stringify(body));
    return body;
}

async function ready(asker: Client, id: string): Promise<any> {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
        const one = await must(asker.get(`/api/exports/${id}`));
        if (one.state !== "making") return one;
    }
    throw new Error(`export ${id} does not come to rest`);
}

async function fetched(asker: Client, id: string): Promise<string> {
    const answer = await fetch(`${asker.address}/api/exports/${id}/file`, {
        headers: { cookie: asker.cookie },
    });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-disposition")!, /^attachment; filename\*=UTF-8''/);
    return answer.text();
}

describe("exports", () => {
    let town: Town;
    let secretary: Client;
    let place: any;
    before(async () => {
        town = await Town.start();
        secretary = await town.as("secretary");
        place = await must(secretary.get(`/api/places/top`));
    });
    after(() => town.stop());

    const begin = (asker: Client, more: object) =>
        asker.post("/api/exports", {
            within: place.id,
            format: "csv",
            purpose: "人口普查核对",
            ...more,
        });

    test("a list is masked unless somebody who may asks for it whole", async () => {
        const officer = await town.as("street");
        const masked = await must(begin(secretary, {}));
        const done = await ready(secretary, masked.id);
        assert.deepEqual([done.state, done.rows], ["ready", place.counts.people]);
        const sheet = await fetched(secretary, masked.id);
        const lines = sheet.trim().split("\r\n");
        assert.match(lines[0]!, /^\ufeff?姓名,性别,出生日期,/);
        assert.equal(lines.length, place.counts.people + 1);
        assert.doesNotMatch(sheet, /\d{17}[\dX]/);
        assert.doesNotMatch(sheet, /\b1\d{10}\b/);
        assert.match(sheet, /1\d\d\*{4}\d{4}/);

        const whole = await must(begin(secretary, { whole: true, language: "en" }));
        assert.equal((await ready(secretary, whole.id)).state, "ready");
        const open = await fetched(secretary, whole.id);
        assert.match(open, /^\ufeff?Name,Sex,/);
        assert.match(open, /\d{17}[\dX]/);
        assert.match(open, /\b1\d{10}\b/);

        const [last] = (await must(officer.get("/api/journal?limit=1"))).items;
        assert.deepEqual([last.kind, last.verb], ["export", "export"]);
        assert.match(JSON.stringify(last), /人口普查核对/);

        // Everybody on the list can see who took their numbers out, and what for.
        const [somebody] = (await must(secretary.get(`/api/people?within=${place.id}`))).items;
        const looks = (await must(secretary.get(`/api/people/${somebody.id}/looks`))).items;
        const taken = looks.filter((look: any) => look.where === "list");
        assert.deepEqual(
            taken.map(({ purpose, fields }: any) => [purpose, fields]),
            [["人口普查核对", ["birth", "id_number", "phones"]]],
        );
    });

    test("what was taken out whole comes back and changes nothing", async () => {
        const whole = await must(begin(secretary, { whole: true }));
        await ready(secretary, whole.id);
        const bytes = new TextEncoder().encode(await fetched(secretary, whole.id));
        let is = await must(secretary.upload("/api/imports?kind=people", "名单.csv", bytes));
        for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
            is = await must(secretary.get(`/api/imports/${is.id}`));
            if (!["waiting", "reading"].includes(is.state)) break;
        }
        assert.equal(is.state, "ready");
        assert.deepEqual([is.rows, is.counts.new], [place.counts.people, 0]);
    });

    test("nobody takes out what is not theirs, or without a word on what for", async () => {
        const grid = await town.as("grid");
        const resident = await town.as("resident");
        for (const asker of [grid, resident]) {
            assert.equal((await begin(asker, {})).body.code, "not_yours");
        }
        assert.equal((await begin(town.stranger(), {})).status, 401);
        const silent = await begin(secretary, { purpose: " " });
        assert.deepEqual([silent.status, silent.body.code], [422, "field_missing"]);

        const mine = await must(begin(secretary, {}));
        await ready(secretary, mine.id);
        const officer = await town.as("street");
        for (const path of ["", "/file"]) {
            const answer = await officer.get(`/api/exports/${mine.id}${path}`);
            assert.deepEqual([answer.status, answer.body.code], [404, "no_such_export"]);
        }
        assert.equal((await officer.ask("DELETE", `/api/exports/${mine.id}`)).status, 404);
        assert.deepEqual((await must(officer.get("/api/exports"))).items, []);
    });

    test("given up, it is gone", async () => {
        const one = await must(begin(secretary, { format: "xlsx" }));
        assert.equal((await secretary.ask("DELETE", `/api/exports/${one.id}`)).status, 204);
        assert.equal((await secretary.get(`/api/exports/${one.id}`)).status, 404);
        assert.equal((await secretary.get(`/api/exports/${one.id}/file`)).status, 404);
    });
});
