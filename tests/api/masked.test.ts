// Whole numbers are shown to themselves and after somebody has said what for, and in no other way:
// every operation that reads is asked, by everybody who works there, about records that hold them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Client } from "../harness/client.ts";
import { Town } from "../harness/town.ts";

const staff = ["admin", "street", "secretary", "window", "grid", "mediator", "auditor"];
// Each in one place only, so that a leak says from where.
const whole = {
    number: "11010519491231002X",
    phone: "19900777001",
    owner: "19900777002",
    reporter: "19900777003",
    unit: "19900777004",
    proposed: "440524188001010014",
};

let town: Town;
let window: Client;
let resident: Client;
const askers = new Map<string, Client>();
const known: Record<string, string[]> = {};

async function must(asked: Promise<{ status: number; body: any }>): Promise<any> {
    const { status, body } = await asked;
    assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
    return body;
}

before(async () => {
    town = await Town.start();
    for (const login of staff) askers.set(login, await town.as(login));
    window = askers.get("window")!;
    askers.set("nobody", town.stranger());

    const [{ place }] = (await must(window.get("/api/me"))).posts;
    const houses = await must(window.get(`/api/places?kind=house&within=${place.id}&limit=2`));
    const house = houses.items[0].id;
    const person = await must(
        window.post("/api/people", {
            name: "夏知秋",
            id_number: whole.number,
            phones: [whole.phone],
            lives: { place: house },
        }),
    );
    const slip = await must(window.post("/api/slips", { person: person.id }));
    const password = "柳树底下的第三级石台阶";
    resident = town.stranger();
    await must(
        resident.post(`/api/slips/${slip.code}/claim`, {
            login: "xiazq",
            password,
        }),
    );
    assert.equal((await resident.login("xiazq", password)).status, 201);
    const values = { name: "夏知秋秋", id_number: whole.proposed };
    await must(resident.post("/api/me/proposals", { values }));
    const at = await must(window.get(`/api/houses/${house}`));
    const owned = { owner: "房东", owner_phone: whole.owner };
    const seen = { headers: { "if-match": `"${at.edition}"` } };
    await must(window.ask("PATCH", `/api/houses/${house}`, owned, seen));
    const unit = await must(
        window.post("/api/units", {
            kind: "shop",
            name: "小卖部",
            place: place.id,
            phone: whole.unit,
        }),
    );
    const told = await must(
        window.post("/api/cases", {
            part: "opinions.matter",
            channel: "window",
            values: { story: "楼道灯不亮", where: house },
            reporter: { name: "路人", phone: whole.reporter },
        }),
    );
    const sheet = Buffer.from(`姓名,联系电话\n夏雨,${whole.phone}\n`);
    const handed_in = await must(window.upload("/api/imports?kind=people", "名单.csv", sheet));
    Object.assign(known, {
        case: [told.id],
        person: [person.id],
        place: [house, place.id],
        record: [person.id, told.id, house, unit.id],
        unit: [unit.id],
        import: [handed_in.id],
        q: ["夏知秋", whole.phone, whole.number, "小卖部", "7001"],
        tail: [whole.reporter.slice(-4)],
        kind: ["person", "person_left", "import_sheet", "case", "house", "unit", "people"],
        within: [place.id],
    });
});
after(() => town.stop());

// The ways of asking one operation about what was planted.
function ways(path: string, operation: any): string[] {
    let filled = [path];
    for (const { name, in: where, required, schema } of operation.parameters ?? []) {
        if (where === "header" || (!required && name !== "within")) continue;
        const values: string[] = known[name] ?? schema.enum ?? known["person"]!;
        filled = filled.flatMap((so_far) => {
            const filling = values.map((value) => {
                const word = encodeURIComponent(value);
                if (where === "path") return so_far.replace(`{${name}}`, word);
                return `${so_far}${so_far.includes("?") ? "&" : "?"}${name}=${word}`;
            });
            return required ? filling : [so_far, ...filling];
        });
    }
    return filled;
}

test("no operation that reads shows a whole number", async () => {
    const document = (await must(window.get("/api/openapi.json"))) as any;
    const leaks = new Set<string>();
    let answered = 0;
    for (const [path, operations] of Object.entries<any>(document.paths)) {
        const operation = operations.get;
        if (!operation || operation.operationId === "events") continue;
        for (const way of ways(path, operation)) {
            for (const [login, asker] of askers) {
                const { status, body } = await asker.get(way);
                assert.ok(status < 500, `${way}: ${status}`);
                if (status >= 300) continue;
                ++answered;
                const said = typeof body === "string" ? body : JSON.stringify(body);
                for (const [what, value] of Object.entries(whole)) {
                    if (said.includes(value)) leaks.add(`${login} reads ${what} at ${path}`);
                }
            }
        }
    }
    assert.ok(answered > 100, `${answered} answers`);
    const waiting = JSON.stringify(await must(window.get("/api/proposals")));
    assert.ok(waiting.includes(whole.proposed.slice(0, 4)), "what is masked is there");
    assert.deepEqual([...leaks], []);
});

test("a purpose opens them, each by its own road, and nothing less does", async () => {
    const roads: [string, object, string][] = [
        [`/api/people/${known.person![0]}/reveal`, { fields: ["phones"] }, whole.phone],
        [`/api/people/${known.person![0]}/reveal`, { fields: ["id_number"] }, whole.number],
        [`/api/houses/${known.place![0]}/reveal`, {}, whole.owner],
        [`/api/units/${known.unit![0]}/reveal`, {}, whole.unit],
        [`/api/cases/${known.case![0]}/reveal`, { party: 0 }, whole.reporter],
    ];
    for (const [road, body, value] of roads) {
        for (const purpose of ["", " ", "x"]) {
            const refused = await window.post(road, { ...body, purpose });
            assert.equal(refused.status, 422, road);
            assert.ok(!JSON.stringify(refused.body).includes(value), road);
        }
        const shown = await window.post(road, { ...body, purpose: "回访核实" });
        assert.ok(JSON.stringify(shown.body).includes(value), JSON.stringify(shown.body));
    }
    const lines = await must(askers.get("street")!.get("/api/journal?limit=50"));
    const looked = lines.items.filter(({ verb }: any) => verb === "reveal");
    assert.equal(looked.length, roads.length);
    assert.ok(looked.every(({ basis }: any) => basis === "回访核实"));
});

test("one's own are shown whole to oneself", async () => {
    const own = JSON.stringify((await must(resident.get("/api/me/record"))) as object);
    assert.ok(own.includes(whole.number) && own.includes(whole.phone));
});
