// The OpenAPI document keeps the rules of OpenAPI 3.1 and tells the truth: in an office that is
// alive, every operation that reads answers as declared, member by member, and none is left out.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Answer, Client } from "../harness/client.ts";
import { longest } from "../../web/api/limits.ts";
import { Town } from "../harness/town.ts";

const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
);

// What a schema names and nothing besides: a member that the document does not know is a lie too.
function closed(schema: any): any {
    if (Array.isArray(schema)) return schema.map(closed);
    if (typeof schema !== "object" || schema === null) return schema;
    const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
    const copy = Object.fromEntries(entries);
    return schema.properties && schema.type ? { ...copy, additionalProperties: false } : copy;
}

describe("the contract", () => {
    let town: Town;
    let document: any;
    let officer: Client, clerk: Client, resident: Client;
    let askers: Client[];
    before(async () => {
        town = await Town.start();
        officer = await town.as("street");
        clerk = await town.as("window");
        resident = town.stranger();
        askers = [officer, clerk, await town.as("admin"), resident];
        document = (await clerk.get("/api/openapi.json")).body;
    });
    after(() => town.stop());

    test("is an OpenAPI 3.1 document", async () => {
        const { valid, errors } = await new Validator().validate(structuredClone(document));
        assert.ok(valid, JSON.stringify(errors, null, 1));
    });

    // How long what is called so may be, wherever it stands in what an operation takes.
    function most(schema: any, name: string): number[] {
        if (schema.$ref) {
            return most(document.components.schemas[schema.$ref.split("/").at(-1)], name);
        }
        const own = schema.properties?.[name]?.maxLength;
        const within = [schema.items, ...Object.values(schema.properties ?? {})];
        const below = within.flatMap((one) => (one ? most(one, name) : []));
        return own ? [own, ...below] : below;
    }

    test("lets nobody write more than is taken, and nobody less", () => {
        const operations: any[] = Object.values(document.paths).flatMap((path: any) =>
            Object.values(path),
        );
        for (const [operation, fields] of Object.entries(longest)) {
            const declared = operations.find((one) => one.operationId === operation);
            assert.ok(declared, operation);
            for (const [field, characters] of Object.entries(fields)) {
                const body = declared.requestBody?.content["application/json"].schema ?? {};
                const asked = (declared.parameters ?? []).filter((one: any) => one.name === field);
                const takes = [
                    ...most(body, field),
                    ...asked.map((one: any) => one.schema.maxLength),
                ];
                assert.deepEqual(takes, [characters], `${operation} ${field}`);
            }
        }
        const web = join(import.meta.dirname, "../../web");
        const forms = globSync("{console,mechanisms,phone,portal,shell}/**/*.{ts,vue}", {
            cwd: web,
        });
        assert.ok(forms.length > 100);
        const numbers = forms.filter((form) =>
            /longest: \d|maxlength="\d/.test(readFileSync(join(web, form), "utf8")),
        );
        assert.deepEqual(numbers, [], "forms take their lengths from web/api/limits.ts");
    });

    async function must(answer: Promise<Answer>): Promise<any> {
        const { status, body } = await answer;
        assert.ok(status >= 200 && status < 300, JSON.stringify(body));
        return body;
    }

    async function ids(path: string): Promise<string[]> {
        return (await must(officer.get(path))).items.map((one: any) => one.id);
    }

    // What stands in the office, by the name under which paths and queries ask for it.
    async function things(): Promise<Record<string, string[]>> {
        const [place] = (await must(officer.get("/api/me"))).posts.map(
            (post: any) => post.place.id,
        );
        const communities = await ids(`/api/places/${place}/children`);
        const houses = await ids("/api/places?kind=house");
        const people = await ids("/api/people");

        const slip = await must(clerk.post("/api/slips", { person: people[0] }));
        const password = "lamp under the stairs";
        const claim = { login: "neighbour", password };
        const { login } = await must(resident.post(`/api/slips/${slip.code}/claim`, claim));
        assert.equal((await resident.login(login, password)).status, 201);
        const open = await must(clerk.post("/api/slips", { person: people[1] }));
        const photo = await must(clerk.upload("/api/files", "photo.png", picture));
        const report = {
            part: "opinions.matter",
            channel: "web",
            values: { story: "楼道灯坏了", where: houses[0], photos: [photo.id] },
            reporter: { name: "夏知秋", phone: "19900001234" },
        };
        const told = await must(clerk.post("/api/cases", report));
        const sheet = Buffer.from("姓名,联系电话\n夏知秋,19900001234\n夏雨,1.99E+10\n");
        const handed_in = await must(clerk.upload("/api/imports?kind=people", "名单.csv", sheet));
        const drafted = await must(
            officer.post("/api/reports", {
                template: "summaries.quarter",
                place,
                period: "2026Q3",
            }),
        );
        const taken = await must(
            officer.post("/api/exports", { within: place, format: "csv", purpose: "核对" }),
        );
        return {
            account: await ids("/api/accounts"),
            case: [told.id, ...(await ids("/api/cases?list=all"))],
            code: [open.code, told.code],
            export: [taken.id],
            figure: (await must(officer.get("/api/figures"))).items.map((one: any) => one.figure),
            file: [photo.id],
            household: await ids("/api/households"),
            import: [handed_in.id],
            part: (await must(officer.get("/api/parts"))).items.map((one: any) => one.part),
            period: ["2026Q3"],
            person: people,
            place: [place, ...communities, ...houses],
            post: await ids("/api/posts"),
            programme: (await must(officer.get("/api/programmes"))).items.map(
                (one: any) => one.name,
            ),
            q: ["王"],
            record: people,
            report: [drafted.id],
            role: ["stairwell_head"],
            tail: ["1234"],
            unit: await ids("/api/units"),
        };
    }

    // Of each parameter so many values are tried: enough to meet records of every make.
    const values_max = 40;

    // The ways of asking one operation.
    function ways(path: string, operation: any, known: Record<string, string[]>): string[] {
        const needed = operation.parameters.filter(
            (one: any) => one.required && one.in !== "header",
        );
        let filled = [path];
        for (const { name, in: where, schema } of needed) {
            const values = schema.enum ?? known[`${name} of ${path}`] ?? known[name] ?? [];
            assert.notEqual(values.length, 0, `nothing is known for ${name} of ${path}`);
            filled = filled.flatMap((so_far) =>
                values.slice(0, values_max).map((value: string) => {
                    const word = encodeURIComponent(value);
                    if (where === "path") return so_far.replace(`{${name}}`, word);
                    return `${so_far}${so_far.includes("?") ? "&" : "?"}${name}=${word}`;
                }),
            );
        }
        return filled;
    }

    test("every operation that reads answers as it says", async () => {
        const ajv = new Ajv2020({ strict: false, allErrors: true });
        formats.default(ajv);
        ajv.addFormat("int64", true);
        ajv.addSchema(closed(document), "document");
        const known = {
            ...(await things()),
            "kind of /api/places": ["building"],
            "part of /api/parts/{part}/hearers": ["counselling.talk"],
            "kind of /api/posts/missing": ["stairwell"],
            "kind of /api/retention/{kind}": ["person_left", "import_sheet"],
        };
        const untrue = new Set<string>();
        for (const [path, operations] of Object.entries<any>(document.paths)) {
            const operation = operations.get;
            if (!operation || operation.operationId === "events") continue;
            const answer = "get/responses/2XX/content/application~1json/schema";
            const at = `document#/paths/${path.replaceAll("/", "~1")}/${answer}`;
            const declared = operation.responses["2XX"].content;
            const fits = declared ? ajv.compile({ $ref: encodeURI(at) }) : undefined;
            let answered = false;
            for (const way of ways(path, operation, known)) {
                for (const asker of askers) {
                    const { status, body } = await asker.get(way);
                    assert.ok(status < 500, `${way}: ${status}`);
                    if (status >= 300) continue;
                    answered = true;
                    if (!fits || fits(body)) break;
                    for (const { instancePath, message, params } of fits.errors!) {
                        const where = instancePath.replace(/\d+/g, "*");
                        untrue.add(`${path} ${where} ${message} ${JSON.stringify(params)}`);
                    }
                }
            }
            if (!answered) untrue.add(`${path}: nobody has seen it answer`);
        }
        assert.deepEqual([...untrue], []);
    });
});
