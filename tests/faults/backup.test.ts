// A backup that is taken while many write, restored elsewhere and served: people sign in there,
// every matter that was acknowledged before the backup began is there, and what was sealed is read.
import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Client } from "../harness/client.ts";
import { Server, Store, engines, until } from "../harness/server.ts";
import { Town, town_begins } from "../harness/town.ts";

interface Matter {
    id: string;
    story: string;
    phone: string;
}

// A clerk who writes matters down until told to stop, and remembers which were acknowledged.
class Writers {
    readonly acknowledged: Matter[] = [];
    readonly #clerk: Client;
    readonly #house: string;
    #sent = 0;
    #stopped = false;
    #running: Promise<unknown> = Promise.resolve();

    constructor(clerk: Client, house: string) {
        this.#clerk = clerk;
        this.#house = house;
    }

    start(writers: number): void {
        const one = async (): Promise<void> => {
            while (!this.#stopped) await this.#write(++this.#sent);
        };
        this.#running = Promise.all(Array.from({ length: writers }, one));
    }

    async reach(count: number): Promise<void> {
        await until(`${count} matters`, () => this.acknowledged.length >= count);
    }

    async stop(): Promise<void> {
        this.#stopped = true;
        await this.#running;
    }

    async #write(number: number): Promise<void> {
        const story = `第${number}盏路灯不亮`;
        const phone = `199${String(number).padStart(8, "0")}`;
        const { status, body } = await this.#clerk.post("/api/cases", {
            part: "opinions.matter",
            channel: "window",
            values: { story, where: this.#house },
            reporter: { name: "夏知秋", phone },
        });
        assert.equal(status, 201, JSON.stringify(body));
        this.acknowledged.push({ id: body.id, story, phone });
    }
}

for (const engine of engines) {
    test(`a backup under load, restored and served, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const clerk = await town.as("window");
        const [post] = (await clerk.get("/api/me")).body.posts;
        const houses = await clerk.get(`/api/places?kind=house&within=${post.place.id}&limit=1`);
        const writers = new Writers(clerk, houses.body.items[0].id);
        writers.start(8);
        await writers.reach(40);

        const before = [...writers.acknowledged];
        const copy = join(town.store.folder, "copy");
        const [status] = await once(town.store.begin("backup", [copy]), "exit");
        assert.equal(status, 0);
        assert.ok(writers.acknowledged.length > before.length, "others wrote meanwhile");
        await writers.stop();
        await town.server.stop();

        const later = new Date(town_begins.getTime() + 3_600_000);
        const anew = new Store(engine, later);
        anew.must("restore", [copy, ...anew.place]);
        await assert.rejects(Server.start(anew), "without its key nobody serves it");
        copyFileSync(join(town.store.data, "master.key"), join(anew.data, "master.key"));
        const server = await Server.start(anew);
        const again = await town.as("window", server);
        for (const { id, story, phone } of before) {
            const seen = await again.get(`/api/cases/${id}`);
            assert.equal(seen.body.values?.story, story, id);
            const asked = { party: 0, purpose: "回访" };
            const revealed = await again.post(`/api/cases/${id}/reveal`, asked);
            assert.equal(revealed.body.reporter?.phone, phone, JSON.stringify(revealed.body));
        }
        assert.equal(await server.stop(), 0);
        assert.equal(anew.run("verify").status, 0);
        anew.drop();
        town.store.drop();
    });
}
