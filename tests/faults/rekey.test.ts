// A new master key while many write, with the command killed at random moments in between: the
// office serves on, whatever the key file holds opens the store, what is written meanwhile is
// sealed by the new key, and the old one opens nothing any more.
import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Client } from "../harness/client.ts";
import { Server, engines, pause, until } from "../harness/server.ts";
import { Town } from "../harness/town.ts";

const kills = 6;

// Somebody who has people written down, and then sees their phones, until told to stop.
class Registrar {
    readonly written: { id: string; phone: string }[] = [];
    readonly #clerk: Client;
    readonly #house: string;
    #stopped = false;
    #running: Promise<unknown> = Promise.resolve();

    constructor(clerk: Client, house: string) {
        this.#clerk = clerk;
        this.#house = house;
    }

    start(writers: number): void {
        const one = async (writer: number): Promise<void> => {
            for (let number = 0; !this.#stopped; ++number) await this.#write(writer, number);
        };
        this.#running = Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
    }

    async #write(writer: number, number: number): Promise<void> {
        const phone = `199${writer}${String(number).padStart(7, "0")}`;
        const person = await this.#clerk.post("/api/people", {
            name: `甲${writer}乙${number}`,
            phones: [phone],
            lives: { place: this.#house },
        });
        assert.equal(person.status, 201, JSON.stringify(person.body));
        this.written.push({ id: person.body.id, phone });
    }

    async reach(more: number): Promise<void> {
        const goal = this.written.length + more;
        await until(`${more} more people`, () => this.written.length >= goal);
    }

    async stop(): Promise<void> {
        this.#stopped = true;
        await this.#running;
    }

    async opens(clerk: Client, { id, phone }: { id: string; phone: string }): Promise<void> {
        const asked = { fields: ["phones"], purpose: "核对电话" };
        const seen = await clerk.post(`/api/people/${id}/reveal`, asked);
        assert.deepEqual(seen.body.phones, [phone], JSON.stringify(seen.body));
    }
}

const masters = (town: Town): string[] =>
    readFileSync(join(town.store.data, "master.key"), "utf8").match(/^master .*$/gm) ?? [];

for (const engine of engines) {
    test(`a new master key under load, killed and gone on with, on ${engine}`, async () => {
        const town = await Town.start(engine);
        const clerk = await town.as("window");
        const [post] = (await clerk.get("/api/me")).body.posts;
        const houses = await clerk.get(`/api/places?kind=house&within=${post.place.id}&limit=1`);
        const key = join(town.store.data, "master.key");
        const [old] = masters(town);
        copyFileSync(key, join(town.store.folder, "old.key"));
        const registrar = new Registrar(clerk, houses.body.items[0].id);
        registrar.start(4);
        await registrar.reach(10);
        const first = registrar.written[0]!;

        let halfway = 0;
        for (let kill = 0; kill < kills; ++kill) {
            const command = town.store.begin("rekey", []);
            const ended = once(command, "exit");
            while (command.exitCode === null && masters(town).length === 1) await pause(0);
            await pause(kill * 4);
            command.kill("SIGKILL");
            await ended;
            if (masters(town).length === 2) ++halfway;
            await registrar.opens(clerk, first);
            await registrar.reach(2);
            await registrar.opens(clerk, registrar.written.at(-1)!);
        }
        assert.ok(halfway > 0, "some were killed before they were done");
        const done = town.store.run("rekey");
        assert.equal(done.status, 0, done.stderr);
        assert.match(done.stdout, /\d+ keys are wrapped by the new key/);
        const admin = await town.as("admin");
        const lines = (await admin.get("/api/journal?limit=200")).body.items;
        assert.ok(lines.some(({ verb }: { verb: string }) => verb === "rekey"));
        await registrar.reach(10);
        await registrar.stop();

        assert.equal(masters(town).length, 1);
        assert.notEqual(masters(town)[0], old);
        assert.equal(statSync(key).mode & 0o777, 0o600);
        for (const written of registrar.written) await registrar.opens(clerk, written);
        const found = await clerk.get(`/api/search?q=${first.phone}`);
        assert.ok(JSON.stringify(found.body).includes(first.id), "finding goes on");

        // A fresh process knows nothing but the file.
        await town.restart();
        await registrar.opens(clerk, first);
        await registrar.opens(clerk, registrar.written.at(-1)!);
        await town.server.stop();
        assert.equal(town.store.run("verify").status, 0);
        writeFileSync(key, readFileSync(join(town.store.folder, "old.key")));
        town.server = await Server.start(town.store);
        const again = await town.as("window");
        const asked = { fields: ["phones"], purpose: "核对电话" };
        const refused = await again.post(`/api/people/${first.id}/reveal`, asked);
        assert.equal(refused.status, 503, "the old key opens nothing");
        await town.server.stop();
        town.store.drop();
    });
}
