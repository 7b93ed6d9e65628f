// What another program receives: signed so that it can check, in order, again after it failed, and
// never what it must not know. And where a server does not go, and who of two servers tells.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { spawnSync } from "node:child_process";
import { after, describe, test } from "node:test";
import { Client } from "../harness/client.ts";
import { Server, Store, engines, pause, until } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

interface Received {
    headers: IncomingHttpHeaders;
    body: string;
    event: any;
}

// A program that is told, and answers as a test wants it to.
class Receiver {
    readonly received: Received[] = [];
    status = 204;
    readonly #server: HttpServer;

    constructor() {
        this.#server = createServer((request, response) => {
            let body = "";
            request.on("data", (piece) => (body += piece));
            request.on("end", () => {
                this.received.push({ headers: request.headers, body, event: JSON.parse(body) });
                response.writeHead(this.status, { location: "http://127.0.0.1:1/" }).end();
            });
        });
    }

    async start(): Promise<string> {
        this.#server.listen(0, "127.0.0.1");
        await once(this.#server, "listening");
        this.#server.unref(); // a test that failed ends
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/in`;
    }

    stop(): void {
        this.#server.closeAllConnections();
        this.#server.close();
    }

    names(): string[] {
        return this.received.map(({ event }) => event.data.record);
    }
}

function signed(one: Received, secret: string): string {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const text = `${one.headers["webhook-id"]}.${one.headers["webhook-timestamp"]}.${one.body}`;
    return "v1," + createHmac("sha256", key).update(text).digest("base64");
}

async function opened(store: Store, extra: string[] = []): Promise<[Server, Client, string]> {
    const server = await Server.start(store, extra);
    const admin = new Client(server.address);
    await admin.take_over();
    return [server, admin, (await admin.get("/api/me")).body.posts[0].place.id];
}

for (const engine of engines)
    describe(`a webhook on ${engine}`, () => {
        const receiver = new Receiver();
        after(() => receiver.stop());

        test("is told, signed, in order, again, and by one of two servers", async () => {
            const store = new Store(engine).init();
            const [server, admin, parent] = await opened(store, ["--webhooks-inside"]);
            const add_place = async (name: string): Promise<string> =>
                (await admin.post("/api/places", { parent, kind: "community", name })).body.id;
            const address = await receiver.start();
            const made = await admin.post("/api/webhooks", { address, kinds: ["place"] });
            assert.equal(made.status, 200, JSON.stringify(made.body));
            const { id, secret } = made.body;
            assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);

            const places = [await add_place("望潮社区"), await add_place("北苑社区")];
            await until("two are told", () => receiver.received.length === 2);
            assert.deepEqual(receiver.names(), places);
            for (const one of receiver.received) {
                assert.equal(one.headers["webhook-signature"], signed(one, secret));
                assert.match(one.headers["content-type"]!, /^application\/cloudevents\+json/);
                const told = Number(one.headers["webhook-timestamp"]);
                assert.ok(Math.abs(Date.now() / 1000 - told) < 60);
                assert.equal(one.event.id, one.headers["webhook-id"]);
                assert.equal(one.event.type, "linli.place.add");
                assert.doesNotMatch(one.body, /社区/);
            }

            // A redirect is not followed, it is a failure; then it is told again.
            receiver.status = 307;
            const third = await add_place("南苑社区");
            await until("it failed", async () => {
                const [listed] = (await admin.get("/api/webhooks")).body.items;
                return listed.failures === 1 && listed.answer === "307";
            });
            receiver.status = 200;
            const beside = new Store(engine);
            if (engine === "postgres") {
                // A second server on the same database, with a folder of its own.
                const copied = ["-r", store.data, beside.data];
                assert.equal(spawnSync("cp", copied).status, 0);
            }
            const other =
                engine === "postgres"
                    ? await Server.start(beside, ["--webhooks-inside"])
                    : undefined;
            await until("it is told again", () => receiver.received.length === 4, 60);
            assert.deepEqual(receiver.names().slice(2), [third, third]);
            const rotated = await admin.post(`/api/webhooks/${id}/secret`);
            const count = receiver.received.length;
            await add_place("东苑社区");
            await until("the fourth is told", () => receiver.received.length > count);
            await pause(1500); // time enough for the other server to tell it too
            assert.equal(receiver.received.length, count + 1);
            const last = receiver.received.at(-1)!;
            assert.equal(
                last.headers["webhook-signature"],
                [signed(last, rotated.body.secret), signed(last, secret)].join(" "),
            );

            // The secret is in no list.
            const listed = await admin.get("/api/webhooks");
            assert.doesNotMatch(JSON.stringify(listed.body), /whsec_/);
            const stranger = new Client(server.address);
            assert.equal((await stranger.get("/api/webhooks")).status, 401);
            assert.equal((await admin.ask("DELETE", `/api/webhooks/${id}`)).status, 204);
            await add_place("西苑社区");
            await pause(1500);
            assert.equal(receiver.received.length, count + 1);

            if (other) await other.stop();
            assert.equal(await server.stop(), 0);
            assert.equal(store.run("verify").status, 0);
            beside.drop();
            store.drop();
        });
    });

test("of a matter that only some may see nothing is told", async () => {
    const receiver = new Receiver();
    const town = await Town.start();
    await town.server.stop();
    const server = await Server.start(town.store, ["--webhooks-inside"]);
    const admin = await town.as("admin", server);
    const address = await receiver.start();
    const made = await admin.post("/api/webhooks", { address, kinds: ["case", "person"] });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const clerk = await town.as("window", server);
    const [post] = (await clerk.get("/api/me")).body.posts;
    const where = post.place.id;
    const report = async (part: string, values: object): Promise<string> => {
        const reporter = { name: "夏知秋", phone: "19900001234" };
        const body = { part, channel: "visit", values, reporter };
        const answer = await clerk.post("/api/cases", body);
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        return answer.body.id;
    };
    const petition = { level: "district", form: "single", people: 1, story: "补偿标准", where };
    const hidden = await report("petitions.petition", petition);
    const told = await report("opinions.matter", { story: "楼道灯不亮", where });
    await until("the other is told", () => receiver.names().includes(told));
    assert.ok(!receiver.names().includes(hidden));
    const everything = receiver.received.map(({ body }) => body).join("\n");
    assert.doesNotMatch(everything, /petitions|夏知秋|19900001234|楼道灯|补偿/);
    await server.stop();
    receiver.stop();
    town.store.drop();
});

test("a server goes to no address inside, unless it is told to", async () => {
    const receiver = new Receiver();
    const address = await receiver.start();
    const store = new Store("sqlite").init();
    const [server, admin, parent] = await opened(store);
    const port = new URL(address).port;
    const inside = [address, `https://localhost:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`];
    for (const one of inside) {
        const made = await admin.post("/api/webhooks", { address: one, kinds: ["place"] });
        assert.equal(made.status, 200, one);
    }
    for (const bad of ["http://example.org/", "ftp://example.org/", "https://a:b@example.org/"]) {
        const made = await admin.post("/api/webhooks", { address: bad, kinds: ["place"] });
        assert.deepEqual([made.status, made.body.code], [422, "webhook_address_bad"], bad);
    }
    await admin.post("/api/places", { parent, kind: "community", name: "望潮社区" });
    await until("all are refused", async () => {
        const { items } = (await admin.get("/api/webhooks")).body;
        return items.every((one: any) => one.answer === "inside");
    });
    assert.equal(receiver.received.length, 0);
    assert.equal(await server.stop(), 0);
    receiver.stop();
    store.drop();
});
