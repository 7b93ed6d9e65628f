// Input that no browser sends, over a real socket: each gets a clear error, and the server goes on.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, linli, pause } from "../harness/server.ts";
import { bomb } from "../harness/bomb.ts";

describe("broken input", () => {
    const store = new Store("sqlite");
    let server: Server;
    let clerk: Client;
    before(async () => {
        server = await Server.start(store.init());
        clerk = new Client(server.address);
        await clerk.take_over();
    });
    after(async () => {
        assert.equal((await new Client(server.address).get("/readyz")).status, 200);
        await server.stop();
        store.drop();
    });

    test("JSON that is none, or not for us, says what is wrong", async () => {
        const bytes = (...parts: (string | number)[]): Uint8Array =>
            Buffer.concat(
                parts.map((part) =>
                    typeof part === "string" ? Buffer.from(part) : Buffer.from([part]),
                ),
            );
        const rows: [string, string | Uint8Array, string][] = [
            ["cut off", '{"login": "admin"', "bad_json"],
            ["broken UTF-8", bytes('{"login":"', 0xff, 0xfe, '","password":"x"}'), "bad_json"],
            ["a surrogate alone", '{"login":"\\ud800","password":"x"}', "bad_json"],
            ["too deep", "[".repeat(1000) + "]".repeat(1000), "too_deep"],
            ["another shape", "[]", "field_bad"],
            ["a field too many", '{"login":"a","password":"b","admin":true}', "field_unknown"],
            ["a field too few", '{"login":"a"}', "field_missing"],
            ["another kind", '{"login":7,"password":"b"}', "field_bad"],
        ];
        for (const [what, body, code] of rows) {
            const answer = await clerk.post("/api/session", body);
            assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`);
            assert.equal(answer.body.code, code, what);
        }
    });

    // A connection of its own, and what has come back on it so far.
    async function connected() {
        const { hostname, port } = new URL(server.address);
        const socket = connect(Number(port), hostname);
        let answer = "";
        socket.on("data", (bytes) => (answer += bytes.toString("latin1")));
        socket.on("error", () => undefined);
        await once(socket, "connect");
        return { socket, answer: () => answer, first_line: () => answer.split("\r\n")[0]! };
    }

    // What stands on the wire, and the first line of the answer.
    async function wire(text: string): Promise<string> {
        const { socket, first_line } = await connected();
        socket.write(text);
        await Promise.race([once(socket, "close"), once(socket, "data")]);
        socket.destroy();
        return first_line();
    }

    test("requests that two readers could read differently are refused", async () => {
        const head = "Host: a\r\nConnection: close\r\n";
        const rows: [string, string, RegExp][] = [
            ["no HTTP", "hello\r\n\r\n", / 400 /],
            [
                "both lengths",
                `POST /api/session HTTP/1.1\r\n${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`,
                / 400 /,
            ],
            [
                "two lengths",
                `POST /api/session HTTP/1.1\r\n${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`,
                / 400 /,
            ],
            ["no host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", / 400 /],
            ["a path outside", `GET /../../etc/passwd HTTP/1.1\r\n${head}\r\n`, / 40[04] /],
            [
                "an encoded path outside",
                `GET /%2e%2e%2fetc/passwd HTTP/1.1\r\n${head}\r\n`,
                / 40[04] /,
            ],
            [
                "a head of 64 KiB",
                `GET / HTTP/1.1\r\n${head}X: ${"x".repeat(65_536)}\r\n\r\n`,
                / 431 /,
            ],
        ];
        for (const [what, text, want] of rows) assert.match(await wire(text), want, what);
    });

    const upload = (length: string): string =>
        "POST /api/imports?kind=people HTTP/1.1\r\nHost: a\r\n" +
        `Cookie: ${clerk.cookie}\r\nIdempotency-Key: ${randomUUID()}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\n${length}\r\n\r\n`;

    test("a gigabyte is refused when it is announced", async () => {
        assert.match(await wire(upload(`Content-Length: ${2 ** 30}`) + "--x\r\n"), / 413 /);
    });

    // A body whose end nobody announces, until the server has had enough of it.
    async function endless(): Promise<string> {
        const { socket, answer, first_line } = await connected();
        const over = () => answer() !== "" || socket.destroyed;
        socket.write(upload("Transfer-Encoding: chunked"));
        const piece = Buffer.alloc(1 << 20, "x");
        for (let sent = 0; sent < 1024 && !over(); ++sent) {
            socket.write("100000\r\n");
            socket.write(piece);
            await new Promise((sent) => socket.write("\r\n", sent));
        }
        if (!over()) await once(socket, "data").catch(() => undefined);
        socket.destroy();
        return first_line();
    }

    test("gigabytes without an end, from many at once, stay within bounds", async () => {
        const before = server.peak_memory;
        for (const answer of await Promise.all(Array.from({ length: 8 }, endless))) {
            assert.match(answer, /^HTTP\/1.1 (411|413|503) |^$/);
        }
        assert.ok(server.peak_memory - before < 300, `${before} → ${server.peak_memory} MiB`);
        assert.equal((await clerk.get("/api/me")).status, 200);
    });

    test("a sheet that inflates without an end is refused, and memory stays bounded", async () => {
        const before = server.peak_memory;
        for (const part of ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]) {
            const bytes = bomb(part, 100);
            assert.ok(bytes.length < 1 << 20);
            const handed_in = await clerk.upload("/api/imports?kind=units", "名单.xlsx", bytes);
            assert.equal(handed_in.status, 201);
            const path = `/api/imports/${handed_in.body.id}`;
            let is = handed_in.body;
            for (; ["waiting", "reading"].includes(is.state); await pause(20)) {
                is = (await clerk.get(path)).body;
            }
            assert.deepEqual([is.state, is.refusal?.code], ["refused", "sheet_too_large"], part);
        }
        assert.ok(server.peak_memory - before < 400, `${before} → ${server.peak_memory} MiB`);
    });

    test("programmes that nest without an end, or are no text, are refused", async () => {
        const rows: [string, string | Buffer, RegExp][] = [
            ["lists", "programme: deep\ncases: " + "[".repeat(100_000), /bad\.yaml:2/],
            ["maps", "programme: deep\ncases: " + "{a: ".repeat(50_000), /bad\.yaml:2/],
            [
                "blocks",
                Array.from({ length: 1000 }, (_, i) => " ".repeat(i) + "a:").join("\n"),
                /bad\.yaml:/,
            ],
            ["broken UTF-8", Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a]), /bad\.yaml:/],
        ];
        for (const [what, text, where] of rows) {
            const file = join(store.folder, "bad.yaml");
            writeFileSync(file, text);
            for (const args of [
                ["lint", file],
                ["publish", "--data", store.data, file],
            ]) {
                const ran = spawnSync(linli, args, { encoding: "utf8" });
                assert.equal(ran.status, 1, `${what}: ${ran.signal} ${ran.stderr}`);
                assert.match(ran.stdout, where, what);
                assert.match(ran.stdout, /bad_yaml/, what);
            }
            if (typeof text !== "string") continue;
            const files = [{ file: "bad.yaml", text: text.slice(0, 90_000) }];
            const answer = await clerk.post("/api/programmes", { files });
            assert.deepEqual([answer.status, answer.body.code], [422, "bad_yaml"], what);
            assert.match(answer.body.at, where, what);
        }
    });
});
