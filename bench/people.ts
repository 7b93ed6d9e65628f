// Finding people in a large office against a small one, signing in while others read, what an idle
// crowd costs, how soon a store opens, and a long list taken out.
import { Agent, get } from "node:http";
import { memory, pause } from "../tests/harness/server.ts";
import { office, serving, sign_in } from "./office.ts";
import type { Office } from "./office.ts";
import { ratio } from "./table.ts";
import type { Measured } from "./table.ts";
import { load, load_beside } from "./wrk.ts";

const questions = ["王", "李伟", "wf", "张丽娟", "8888", "zl"];

async function p99_of_search(made: Office): Promise<number> {
    return serving(made, {}, async (address) => {
        const officer = await sign_in(address, "officer");
        const times: number[] = [];
        for (let round = 0; round < 60; ++round) {
            for (const question of questions) {
                const started = performance.now();
                await officer.get(`/api/search?kind=person&q=${encodeURIComponent(question)}`);
                times.push(performance.now() - started);
            }
        }
        times.sort((one, other) => one - other);
        return times[Math.floor(times.length * 0.99)]!;
    });
}

export async function search(made: Office): Promise<Measured[]> {
    const small = await p99_of_search(await office({ people: 10_000, cases: 100 }, "sqlite"));
    const large = await p99_of_search(made);
    return [
        {
            what: `name search, p99, ${made.size.people} people against 10,000`,
            hold: "≤ 3",
            got: `${ratio(large / small)} (${large.toFixed(1)} ms, ${small.toFixed(1)} ms)`,
            reached: large / small <= 3,
        },
    ];
}

const logins_least = 30;

// How many signed in a second: at most so many, or as fast as it goes.
async function signing_in(address: string, seconds: number, most = Infinity): Promise<number> {
    const started = performance.now();
    const since = (): number => (performance.now() - started) / 1000;
    let begun = 0;
    const one = async (): Promise<void> => {
        while (since() < seconds) {
            const turn = ++begun;
            await pause(Math.max(0, (turn / most - since()) * 1000));
            await sign_in(address, "grid_worker", `198.51.100.${turn % 250}`);
        }
    };
    await Promise.all(Array.from({ length: 4 }, one));
    return begun / since();
}

export async function login(made: Office): Promise<Measured[]> {
    const seconds = 6;
    return serving(made, { options: ["--proxy", "127.0.0.1"] }, async (address) => {
        const { cookie } = await sign_in(address, "officer");
        const asked = { address, path: "/api/cases?list=all", cookie, connections: 16, seconds };
        const alone = load(asked);
        const alone_signing = await signing_in(address, seconds);
        const [beside, beside_signing] = await Promise.all([
            load_beside(asked),
            signing_in(address, seconds, logins_least),
        ]);
        const share = beside.per_second / alone.per_second;
        return [
            {
                what: "signing in, two cores",
                hold: `≥ ${logins_least}/s`,
                got: `${alone_signing.toFixed(0)}/s`,
                reached: alone_signing >= logins_least,
            },
            {
                what: `lists as fast as they can be asked for, with ${logins_least} signing in a second beside them`,
                hold: "≥ 0.8 of lists alone",
                got: `${ratio(share)} (${beside.per_second.toFixed(0)}/s of ${alone.per_second.toFixed(0)}/s, ${beside_signing.toFixed(0)} signed in a second)`,
                reached: share >= 0.8 && beside_signing >= logins_least * 0.95,
            },
        ];
    });
}

export async function idle(made: Office): Promise<Measured[]> {
    const started = performance.now();
    return serving(made, {}, async (address, server) => {
        const opened = (performance.now() - started) / 1000;
        const at_rest = memory(server.pid!, "RssAnon");
        const { cookie } = await sign_in(address, "officer");
        const crowd = new Agent({ keepAlive: true, maxSockets: 2000, maxFreeSockets: 2000 });
        const visit = (path: string, keep: boolean): Promise<number> =>
            new Promise((resolve, reject) => {
                get(
                    address + path,
                    { agent: keep ? false : crowd, headers: { cookie } },
                    (answer) => {
                        if (keep) answer.on("data", () => undefined);
                        else answer.resume();
                        resolve(answer.statusCode ?? 0);
                    },
                ).on("error", reject);
            });
        const visits = await Promise.all(
            Array.from({ length: 2000 }, () => visit("/healthz", false)),
        );
        const streams = await Promise.all(
            Array.from({ length: 200 }, () => visit("/api/events", true)),
        );
        const held = visits.filter((status) => status === 200).length;
        const open = streams.filter((status) => status === 200).length;
        const with_crowd = memory(server.pid!, "RssAnon");
        const asked = { address, path: "/api/cases?list=all", cookie, connections: 64, seconds: 5 };
        load(asked);
        const loaded = memory(server.pid!, "RssAnon");
        crowd.destroy();
        return [
            {
                what: `start with ${made.size.people} people until ready`,
                hold: "< 1 s",
                got: `${opened.toFixed(2)} s`,
                reached: opened < 1,
            },
            {
                what: "anonymous memory at rest, and under load",
                hold: "< 64 MiB, < 256 MiB",
                got: `${at_rest.toFixed(0)} MiB, ${loaded.toFixed(0)} MiB (${with_crowd.toFixed(0)} with the crowd)`,
                reached: at_rest < 64 && loaded < 256,
            },
            {
                what: "idle connections and event streams held",
                hold: "2,000 and 200",
                got: `${held} and ${open}`,
                reached: held === 2000 && open === 200,
            },
        ];
    });
}

export async function exports(made: Office): Promise<Measured[]> {
    return serving(made, {}, async (address, server) => {
        const officer = await sign_in(address, "officer");
        const [{ place }] = (await officer.get("/api/me")).body.posts;
        const before = memory(server.pid!, "RssAnon");
        const started = performance.now();
        const body = { within: place.id, format: "xlsx", purpose: "量一量要多久" };
        let { body: one } = await officer.post("/api/exports", body);
        while (one.state === "making") {
            await pause(100);
            one = (await officer.get(`/api/exports/${one.id}`)).body;
        }
        const seconds = (performance.now() - started) / 1000;
        const grown = memory(server.pid!, "RssAnon") - before;
        const per = (seconds * 100_000) / Math.max(1, one.rows);
        return [
            {
                what: `${one.rows} people into an XLSX sheet`,
                hold: "constant memory",
                got: `${grown.toFixed(0)} MiB more, ${per.toFixed(1)} s for 100,000`,
                reached: one.state === "ready" && grown < 64,
            },
        ];
    });
}
