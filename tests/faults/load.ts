// Writers that keep a server busy and remember what it promised. Each write is a new area under the
// office's own place, under an act id of its own; what is answered 2xx is acknowledged for ever.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Client } from "../harness/client.ts";
import type { Answer } from "../harness/client.ts";
import { until } from "../harness/server.ts";
import type { Server } from "../harness/server.ts";

export interface Write {
    act: string;
    name: string;
    answer?: Answer; // none: nobody knows
}

export class Load {
    readonly writes: Write[] = [];
    readonly #clerk: Client;
    readonly #root: string;
    #stopped = false;
    #running: Promise<unknown> = Promise.resolve();

    private constructor(clerk: Client, root: string) {
        this.#clerk = clerk;
        this.#root = root;
    }

    // Signs in as the administrator; the session outlives the server.
    static async of(server: Server): Promise<Load> {
        const clerk = new Client(server.address);
        await clerk.take_over();
        const me = await clerk.get("/api/me");
        return new Load(clerk, me.body.posts[0].place.id);
    }

    get acknowledged(): Write[] {
        return this.writes.filter(({ answer }) => answer !== undefined && answer.status < 300);
    }

    async write(write: Write = new_write()): Promise<Write> {
        this.writes.push(write);
        return this.again(write);
    }

    // The same act once more, as a phone does that got no answer.
    async again(write: Write): Promise<Write> {
        const body = { parent: this.#root, kind: "community", name: write.name };
        const answer = await this.#clerk
            .post("/api/places", body, { act: write.act })
            .catch(() => undefined);
        if (answer) write.answer = answer;
        return write;
    }

    // So many writers, each as fast as it is answered, until `stop`.
    start(writers: number): void {
        this.#stopped = false;
        const one = async (): Promise<void> => {
            while (!this.#stopped) await this.write();
        };
        this.#running = Promise.all(Array.from({ length: writers }, one));
    }

    // Until so many more are acknowledged.
    async reach(more: number): Promise<void> {
        const goal = this.acknowledged.length + more;
        await until(`${more} more writes`, () => this.acknowledged.length >= goal);
    }

    async stop(): Promise<void> {
        this.#stopped = true;
        await this.#running;
    }

    // How often each act stands in the journal.
    journal(): Promise<Map<string, number>> {
        return this.#sums("/api/journal?limit=200", "act");
    }

    // How often each name stands in the registry.
    places(): Promise<Map<string, number>> {
        return this.#sums(`/api/places/${this.#root}/children?limit=200`, "name");
    }

    async #sums(list: string, member: string): Promise<Map<string, number>> {
        const found = new Map<string, number>();
        for (let next: string | undefined = list; next !== undefined;) {
            const page: Answer = await this.#clerk.get(next);
            if (page.status !== 200) throw new Error(`${next}: ${page.status}`);
            for (const { [member]: value } of page.body.items) {
                found.set(value, (found.get(value) ?? 0) + 1);
            }
            next = /<([^>]+)>; *rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
        }
        return found;
    }

    // Every acknowledged write stands in the journal and in the registry, once, and nothing stands
    // there that nobody sent.
    async check(): Promise<void> {
        const [journal, places] = [await this.journal(), await this.places()];
        for (const { act, name } of this.acknowledged) {
            assert.equal(journal.get(act), 1, act);
            assert.equal(places.get(name), 1, name);
        }
        const sent = new Map(this.writes.map(({ act, name }) => [name, act]));
        for (const [name, times] of places) {
            assert.equal(times, 1, name);
            assert.equal(journal.get(sent.get(name)!), 1, `${name} without its line`);
        }
    }
}

let made = 0;
export function new_write(): Write {
    return { act: randomUUID(), name: `第${++made}社区` };
}
