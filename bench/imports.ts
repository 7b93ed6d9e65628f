// People from sheets into an office that goes on working, against the bare loader into the same
// tables: how long it takes, and how long anybody else waits for a write meanwhile.
import { Client } from "../tests/harness/client.ts";
import { readFileSync, rmSync } from "node:fs";
import { memory, pause } from "../tests/harness/server.ts";
import { bench, in_bench, new_office, serving, sign_in, password } from "./office.ts";
import type { Office } from "./office.ts";
import { write_people } from "./sheets.ts";
import { ratio } from "./table.ts";
import type { Measured } from "./table.ts";

const rows_max = 400_000; // of one sheet, which is at most 64 MiB

// Reports one after another until told to stop; how long each waited, in milliseconds.
class Patience {
    readonly waits: number[] = [];
    #stopped = false;
    readonly #running: Promise<void>;

    constructor(clerk: Client, house: string) {
        this.#running = this.#go(clerk, house);
    }
    async #go(clerk: Client, house: string): Promise<void> {
        for (let count = 0; !this.#stopped; ++count) {
            const values = {
                story: `第${count}次反映`,
                where: house,
                kind: "other",
                urgency: "ordinary",
            };
            const body = { part: "opinions.matter", channel: "window", values };
            const started = performance.now();
            const { status } = await clerk.post("/api/cases", body);
            if (status !== 201) throw new Error(`a report was answered with ${status}`);
            this.waits.push(performance.now() - started);
            await pause(20);
        }
    }
    async stop(): Promise<void> {
        this.#stopped = true;
        await this.#running;
    }
}

async function take_over(clerk: Client, name: string): Promise<void> {
    const handed = await clerk.upload(
        "/api/imports?kind=people",
        name,
        readFileSync(in_bench(name)),
    );
    const until_rest = async (): Promise<string> => {
        for (;;) {
            const { body } = await clerk.get(`/api/imports/${handed.body.id}`);
            if (!["waiting", "reading", "running"].includes(body.state)) return body.state;
            await pause(100);
        }
    };
    if ((await until_rest()) !== "ready") throw new Error("the sheet could not be read");
    await clerk.post(`/api/imports/${handed.body.id}/start`);
    if ((await until_rest()) !== "done") throw new Error("the sheet was not taken over");
}

export async function imports(made: Office): Promise<Measured[]> {
    const { people } = made.size;
    const sheets: string[] = [];
    for (let first = 0; first < people; first += rows_max) {
        const name = `people-${sheets.length}.csv`;
        await write_people(in_bench(name), Math.min(rows_max, people - first), first);
        sheets.push(name);
    }
    const live = in_bench("live");
    await new_office(live, people, false);
    bench(["staff", "--data", live, password]);
    let seconds = 0;
    let grown = 0;
    const waits = await serving({ ...made, data: live }, {}, async (address, server) => {
        const officer = await sign_in(address, "officer");
        const clerk = await sign_in(address, "window0");
        const [{ place }] = (await clerk.get("/api/me")).body.posts;
        const patience = new Patience(clerk, place.id);
        const started = performance.now();
        for (const name of sheets) await take_over(officer, name);
        seconds = (performance.now() - started) / 1000;
        grown = memory(server.pid!, "RssAnon");
        await patience.stop();
        return patience.waits;
    });
    rmSync(live, { recursive: true });

    const bare = in_bench("bare");
    await new_office(bare, people, true);
    let bare_seconds = 0;
    for (const name of sheets)
        bare_seconds += bench(["load", "--data", bare, in_bench(name)])[0].seconds;
    rmSync(bare, { recursive: true });

    const longest = Math.max(...waits);
    return [
        {
            what: `import of ${people} people into a live office`,
            hold: "≤ 2 × a bare loader",
            got: `${ratio(seconds / bare_seconds)} (${seconds.toFixed(0)} s, bare ${bare_seconds.toFixed(0)} s, ${grown.toFixed(0)} MiB of its own behind it)`,
            reached: seconds / bare_seconds <= 2,
        },
        {
            what: "another's write during the import, the longest wait",
            hold: "≤ 700 ms, aim 250",
            got: `${longest.toFixed(0)} ms of ${waits.length} writes`,
            reached: longest <= 700,
        },
    ];
}
