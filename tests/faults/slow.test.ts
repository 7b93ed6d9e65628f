// Clients that never finish what they began to say, that do not read what they are told, that are
// gone without a word: they keep nobody else waiting, hold little memory, and do not hold up the
// end. How long each is borne is tested beside the server.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { memory, until } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const many = 300;

describe("slow clients", () => {
    let town: Town;
    const open: Socket[] = [];
    before(async () => {
        town = await Town.start();
    });
    after(() => {
        open.forEach((socket) => socket.destroy());
        town.store.drop();
    });

    async function begin(said: string, reads = true): Promise<Socket> {
        const { port } = new URL(town.server.address);
        const socket = connect(Number(port), "127.0.0.1");
        await once(socket, "connect");
        socket.on("error", () => undefined);
        if (!reads) socket.pause();
        socket.write(said);
        open.push(socket);
        return socket;
    }

    async function everybody(said: string, reads = true): Promise<Socket[]> {
        const all: Socket[] = [];
        for (let count = 0; count < many; ++count) all.push(await begin(said, reads));
        return all;
    }

    // Somebody with an ordinary browser is served as ever.
    async function others_are_served(): Promise<void> {
        const clerk = await town.as("window");
        for (let times = 0; times < 20; ++times) {
            const began = Date.now();
            assert.equal((await clerk.get("/api/cases?list=all")).status, 200);
            assert.ok(Date.now() - began < 5_000);
        }
    }

    const host = "Host: 127.0.0.1\r\n";
    const body = "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{";

    test("whose head never ends", async () => {
        await everybody(`GET / HTTP/1.1\r\n${host}X-Slow: `);
        await others_are_served();
    });

    test("whose body never ends", async () => {
        await everybody(`POST /api/session HTTP/1.1\r\n${host}${body}`);
        await others_are_served();
    });

    test("who do not read", async () => {
        const before = memory(town.server.pid, "RssAnon");
        const asked = `GET /api/openapi.json HTTP/1.1\r\n${host}\r\n`.repeat(20);
        await everybody(asked, false);
        await others_are_served();
        const more = memory(town.server.pid, "RssAnon") - before;
        assert.ok(more < 300, `${more} MiB more for ${many} who do not read`);
    });

    test("who are gone without a word", async () => {
        const sockets = await everybody(`POST /api/session HTTP/1.1\r\n${host}${body}`);
        for (const socket of sockets) socket.resetAndDestroy();
        await others_are_served();
        const watcher = town.stranger();
        await until("they are forgotten", async () => {
            const { body: figures } = await watcher.get("/metrics");
            const held = /^linli_connections (\d+)/m.exec(figures)?.[1];
            return Number(held) <= 3 * many + 10;
        });
    });

    test("who said all they have to say hear the answer", async () => {
        const socket = await begin(`GET /healthz HTTP/1.1\r\n${host}\r\n`);
        socket.end();
        const [answer] = await once(socket.setEncoding("utf8"), "data");
        assert.match(answer, /^HTTP\/1\.1 200/);
    });

    test("do not hold up the end", async () => {
        const began = Date.now();
        assert.equal(await town.server.stop(), 0);
        assert.ok(Date.now() - began < 20_000);
        assert.equal(town.store.run("verify").status, 0);
    });
});
