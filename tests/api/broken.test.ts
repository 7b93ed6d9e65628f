// Input that no browser sends, over a real socket: each gets a clear error, and the server goes on.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, admin } from "../harness/server.ts";

describe("broken input", () => {
    const store = new Store("sqlite");
    let server: Server;
    let clerk: Client;
    before(async () => {
        server = await Server.start(store.init());
        clerk = new Client(server.address);
        assert.equal((await clerk.login(admin.login, admin.password)).status, 201);
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

    // What stands on the wire, and the first line of the answer.
    async function wire(text: string): Promise<string> {
        const { hostname, port } = new URL(server.address);
        const socket = connect(Number(port), hostname);
        let answer = "";
        socket.on("data", (bytes) => (answer += bytes.toString("latin1")));
        socket.on("error", () => undefined);
        await once(socket, "connect");
        socket.write(text);
        await Promise.race([once(socket, "close"), once(socket, "data")]);
        socket.destroy();
        return answer.split("\r\n")[0]!;
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

    test("a gigabyte is refused when it is announced, and nothing of it is kept", async () => {
        const first = await wire(
            "POST /api/files HTTP/1.1\r\nHost: a\r\n" +
                "Content-Type: multipart/form-data; boundary=x\r\n" +
                "Content-Length: 1073741824\r\n\r\n--x\r\n",
        );
        assert.match(first, / (413|401) /);
    });
});
