// An auditor reads all and changes nothing: every operation that writes is tried. What they take
// away is proved without Linli: by a few lines of Python, against the head that the office above
// keeps, on both engines.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Client } from "../harness/client.ts";
import { engines, linli, until } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const verifier = join(import.meta.dirname, "../../docs/operating/verify_journal.py");

// Whoever they are, everybody may: their own account, what any stranger may do, their own notices.
const everybodys = new Set([
    "log_in",
    "log_out",
    "change_password",
    "end_session",
    "end_other_sessions",
    "begin_second_factor",
    "set_second_factor",
    "end_second_factor",
    "report_case",
    "alike",
    "keep_file",
    "follow_step",
    "claim_slip",
    "read_notices",
]);

// A value that fits a schema of the OpenAPI document.
function fitting(schema: any, document: any): any {
    if (schema.$ref) {
        const path = schema.$ref.split("/").slice(1);
        return fitting(
            path.reduce((at: any, key: string) => at[key], document),
            document,
        );
    }
    const kind = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (schema.enum) return schema.enum[0];
    if (schema.format === "uuid") return randomUUID();
    if (schema.format === "date") return "2026-11-10";
    if (schema.format === "date-time") return "2026-11-10T02:00:00Z";
    if (kind === "integer" || kind === "number") return 1;
    if (kind === "boolean") return false;
    if (kind === "array") return [];
    if (kind === "string") return "x";
    const required: string[] = schema.required ?? [];
    const entries = required.map((key) => [key, fitting(schema.properties[key], document)]);
    return Object.fromEntries(entries);
}

for (const engine of engines) {
    describe(`an auditor, on ${engine}`, () => {
        let town: Town;
        let auditor: Client, admin: Client;
        before(async () => {
            town = await Town.start(engine);
            auditor = await town.as("auditor");
            admin = await town.as("admin");
        });
        after(() => town.stop());

        const file = (name: string, text: string): string => {
            const path = join(town.store.folder, name);
            writeFileSync(path, text);
            return path;
        };
        const exported = (): string =>
            spawnSync(linli, ["journal", "--data", town.store.data], {
                encoding: "utf8",
                maxBuffer: 1 << 28,
            }).stdout;
        const proves = (...files: string[]) =>
            spawnSync("python3", [verifier, ...files], { encoding: "utf8" });

        test("changes nothing: every operation that writes is refused", async () => {
            const { body: document } = await admin.get("/api/openapi.json");
            const street = await town.as("street");
            const first = async (path: string): Promise<string> =>
                (await street.get(path)).body.items[0]?.id ?? randomUUID();
            const known: Record<string, string> = {
                account: await first("/api/accounts"),
                case: await first("/api/cases?list=all"),
                household: await first("/api/households"),
                kind: "person_left",
                record: await first("/api/people"),
                person: await first("/api/people"),
                place: await first("/api/places?kind=house"),
                post: await first("/api/posts"),
                unit: await first("/api/units"),
            };
            // What no schema says: the kernel would miss it before it says whose it is.
            const needed: Record<string, object> = {
                add_person: { name: "夏知秋", lives: { place: known.place } },
                add_unit: { name: "临河小店", kind: "company", place: known.place },
                give_slip: { person: known.person },
            };
            const written: string[] = [];
            let tried = 0;
            for (const [path, operations] of Object.entries<any>(document.paths)) {
                for (const [method, operation] of Object.entries<any>(operations)) {
                    if (method === "get" || everybodys.has(operation.operationId)) continue;
                    ++tried;
                    const way = path.replace(
                        /\{(\w+)\}/g,
                        (_, name) => known[name] ?? randomUUID(),
                    );
                    const content = operation.requestBody?.content ?? {};
                    const asked = operation.parameters
                        .filter((one: any) => one.in === "query" && one.required)
                        .map((one: any) => `${one.name}=${fitting(one.schema, document)}`);
                    const schema = content["application/json"]?.schema;
                    const form = new FormData();
                    form.append("file", new Blob(["姓名\n夏知秋\n"]), "名单.csv");
                    const body = schema
                        ? { ...fitting(schema, document), ...needed[operation.operationId] }
                        : content["multipart/form-data"]
                          ? form
                          : undefined;
                    const options = { headers: { "if-match": "*" } };
                    const answer = await auditor.ask(
                        method.toUpperCase(),
                        `${way}?${asked.join("&")}`,
                        body,
                        options,
                    );
                    if (![403, 404].includes(answer.status)) {
                        const code = JSON.stringify(answer.body.code ?? answer.body);
                        written.push(`${operation.operationId}: ${answer.status} ${code}`);
                    }
                }
            }
            assert.ok(tried > 40, `${tried} operations were tried`);
            assert.deepEqual(written, []);
        });

        test("sees no personal value and no account", async () => {
            for (const path of ["/api/people", "/api/accounts", "/api/households"]) {
                const { status, body } = await auditor.get(path);
                assert.ok(status === 403 || body.items.length === 0, `${path}: ${status}`);
            }
            const lines = (await auditor.get("/api/journal?limit=200")).body.items;
            assert.ok(lines.length > 100);
            assert.doesNotMatch(JSON.stringify(lines), /\b1[3-9]\d{9}\b|\b\d{17}[\dXx]\b/);
        });

        test("is told who had which right on a day", async () => {
            const of = async (query: string): Promise<any[]> =>
                (await auditor.get(`/api/rights?limit=200&${query}`)).body.items;
            const [grid] = await of("day=2026-11-10&words=grid");
            assert.ok(grid.rights.includes("people.reveal"));
            assert.equal(grid.role, "grid_worker");
            const at_grid = await of(`day=2026-11-10&within=${grid.place.id}`);
            const roles = at_grid.map((one) => one.role);
            for (const role of ["street_officer", "secretary", "grid_worker"]) {
                assert.ok(roles.includes(role), role); // above it, too
            }
            // Today they are gone; of yesterday it is said as it was.
            const street = await town.as("street");
            const day = (await auditor.get("/api/journal/head")).body.day;
            const { headers } = await street.get(`/api/posts/${grid.post}`);
            const options = { headers: { "if-match": headers.get("etag")! } };
            const ended = await street.post(`/api/posts/${grid.post}/end`, { day }, options);
            assert.equal(ended.status, 200, JSON.stringify(ended.body));
            const held = (rows: any[]) => rows.some((one) => one.post === grid.post);
            assert.equal(held(await of(`day=${day}&words=grid`)), false);
            assert.equal(held(await of("day=2026-11-09&words=grid")), true);
            assert.equal(held(await of("day=1999-01-01&words=grid")), false);
            const window = await town.as("window");
            assert.equal((await window.get("/api/rights")).body.code, "not_yours");
        });

        test("takes the journal away whole, and it is proved without Linli", async () => {
            const answer = await auditor.get("/api/journal/export");
            assert.equal(answer.headers.get("content-type"), "application/x-ndjson");
            const whole = file("journal.ndjson", answer.body);
            const proved = proves(whole);
            assert.equal(proved.status, 0, proved.stderr);
            const lines: string[] = answer.body.trimEnd().split("\n");
            assert.equal(JSON.parse(lines[0]!).last, lines.length - 1);
            // The machine gives the same, and what was withheld; then the rest after a line.
            const machine = exported().split("\n");
            for (const [at, text] of lines.entries()) {
                const line = JSON.parse(text);
                if (at > 0 && !line.withheld) assert.equal(text, machine[at]);
                if (at > 0) assert.equal(line.hash, JSON.parse(machine[at]!).hash);
            }
            const rest = (await auditor.get("/api/journal/export?after=100")).body;
            assert.match(rest.split("\n")[1]!, /^\{"seq":101,/);
            assert.equal(proves(file("rest.ndjson", rest)).status, 0);

            const tampered: [string, string[]][] = [
                [
                    "line 50 was changed",
                    lines.with(50, lines[50]!.replace('"verb":"', '"verb":"un')),
                ],
                [
                    "line 50 was changed",
                    lines.with(50, lines[50]!.replace('"body":"', '"body":" ')),
                ],
                ["line 70 is missing", lines.toSpliced(70, 1)],
                ["the export ends at line", lines.slice(0, -1)],
                ["not an export", lines.slice(1)],
            ];
            for (const [says, text] of tampered) {
                const ran = proves(file("tampered.ndjson", text.join("\n") + "\n"));
                assert.equal(ran.status, 1, says);
                assert.match(ran.stderr, new RegExp(says));
            }
        });

        test("a head that was kept shows that the chain was rebuilt", async () => {
            const { body: head } = await auditor.get("/api/journal/head");
            const kept = file("head.json", JSON.stringify(head));
            const taken = exported();
            const whole = file("journal.ndjson", taken);
            assert.match(proves(whole, kept).stdout, /agrees, signed by/);
            assert.equal(statSync(join(town.store.data, "journal.key")).mode & 0o777, 0o600);

            const other = (change: object, says: RegExp) => {
                const ran = proves(
                    whole,
                    file("other.json", JSON.stringify({ ...head, ...change })),
                );
                assert.equal(ran.status, 1, String(says));
                assert.match(ran.stderr, says);
            };
            other({ hash: "00".repeat(32) }, /was not signed by its key/);
            other({ day: "2026-11-09" }, /was not signed by its key/);
            other({ signature: "00".repeat(64) }, /was not signed|no point of the curve/);

            // Whoever owns the database changes a line and makes the chain fit again.
            const [first, ...rest] = taken
                .trimEnd()
                .split("\n")
                .map((one: string) => JSON.parse(one));
            const forged = rebuilt(first, rest, head.seq - 5);
            const whole_again = file("forged.ndjson", forged);
            assert.equal(proves(whole_again).status, 0, "by itself it looks whole");
            const ran = proves(whole_again, kept);
            assert.equal(ran.status, 1);
            assert.match(ran.stderr, /rebuilt after it was signed/);
        });

        test("the head of each day that is over is kept, and stays as it was", async () => {
            assert.deepEqual((await auditor.get("/api/journal/heads")).body.items, []);
            town.store.days_ahead += 2;
            await town.restart();
            auditor = await town.as("auditor");
            const heads = async () => (await auditor.get("/api/journal/heads")).body.items;
            await until("two days have come", async () => (await heads()).length === 2);
            const [, first] = await heads();
            assert.equal(first.day, "2026-11-10");
            const { body: head } = await auditor.get("/api/journal/head?day=2026-11-10");
            assert.equal(head.hash, first.hash);
            const kept = file("day.json", JSON.stringify(head));
            const proved = proves(file("journal.ndjson", exported()), kept);
            assert.match(proved.stdout, /the head of 2026-11-10 agrees/, proved.stderr);
            assert.equal(town.store.run("verify").status, 0);
        });

        test("nobody else takes it away", async () => {
            const secretary = await town.as("secretary");
            for (const path of ["export", "heads", "head"]) {
                const way = `/api/journal/${path}`;
                assert.equal((await secretary.get(way)).body.code, "not_yours", path);
                assert.equal((await town.stranger().get(way)).body.code, "login_first", path);
            }
            assert.equal((await auditor.get("/api/journal/export?after=99999999")).status, 404);
            assert.equal((await auditor.get("/api/journal/head?day=1999-01-01")).status, 404);
        });
    });
}

// The same export with another verb in one line, and every hash from there on made anew: in Python
// as the verifier does it.
function rebuilt(first: any, lines: any[], seq: number): string {
    const script = `
import json, sys, hashlib
sys.path.insert(0, sys.argv[1])
import verify_journal as v
first, lines, seq = json.load(sys.stdin)
previous = bytes.fromhex(first["hash_before"])
print(json.dumps(first))
for line in lines:
    if line["seq"] == seq:
        line["verb"] = "nothing"
    fields = [previous, first["tenant"]] + [line[name] for name in v.FIELDS]
    previous = hashlib.new(first["digest"], v.netstrings(fields)).digest()
    line["hash"] = previous.hex()
    print(json.dumps(line))
`;
    const { status, stdout, stderr } = spawnSync(
        "python3",
        ["-B", "-c", script, join(import.meta.dirname, "../../docs/operating")],
        { input: JSON.stringify([first, lines, seq]), encoding: "utf8", maxBuffer: 1 << 28 },
    );
    assert.equal(status, 0, stderr);
    return stdout;
}
