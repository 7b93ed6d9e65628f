// Durable reports at 64 connections: many to a commit against one to a commit, on this disk and on
// slower ones.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bench, serving, sign_in } from "./office.ts";
import type { Office } from "./office.ts";
import { ratio } from "./table.ts";
import type { Measured } from "./table.ts";
import { load } from "./wrk.ts";
import type { Load } from "./wrk.ts";

const seconds = 6;
let runs = Date.now() % 4096;

function slow_sync(folder: string): string {
    const library = join(folder, "slow_sync.so");
    const source = join(import.meta.dirname, "slow_sync.c");
    execFileSync("gcc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
    return library;
}

// Homes of the whole street, whose officer reports.
async function houses_in(made: Office, address: string): Promise<string> {
    const officer = await sign_in(address, "officer");
    const street = made.staff.find(({ login }) => login === "officer")!.place;
    const ids: string[] = [];
    let next = `/api/places?kind=house&within=${street}&limit=200`;
    while (next && ids.length < 20_000) {
        const page = await officer.get(next);
        ids.push(...page.body.items.map((one: any) => one.id));
        next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? "";
    }
    const file = join(dirname(made.data), "houses.txt");
    writeFileSync(file, ids.join("\n") + "\n");
    return file;
}

export async function writes(made: Office): Promise<Measured[]> {
    const library = slow_sync(dirname(made.data));
    const at = async (batch: number, delay: number): Promise<Load> => {
        const env = delay ? { LD_PRELOAD: library, LINLI_SYNC_MS: String(delay) } : {};
        return serving(made, { options: ["--batch", String(batch)], env }, async (address) => {
            const houses = await houses_in(made, address);
            const { cookie } = await sign_in(address, "officer");
            const asked = { address, path: "/api/cases", cookie, connections: 64, seconds };
            const script = { script: "report_case.lua", arguments: [houses, String(++runs)] };
            const found = load({ ...asked, ...script });
            if (found.errors) throw new Error(`${found.errors} reports were not taken`);
            return found;
        });
    };
    const all: Measured[] = [];
    for (const [delay, least] of [
        [0, 3.5],
        [2, 15],
        [8, 25],
    ] as const) {
        const alone = await at(1, delay);
        const together = await at(60, delay);
        const gain = together.per_second / alone.per_second;
        all.push({
            what: `durable reports, ${made.database ? "PostgreSQL, " : ""}sync +${delay} ms, 64 connections`,
            hold: `≥ ${least} × one to a commit`,
            got: `${ratio(gain)} (${together.per_second.toFixed(0)}/s of ${alone.per_second.toFixed(0)}/s)`,
            reached: gain >= least,
        });
        if (delay) continue;
        all.push({
            what: "durable reports, p99",
            hold: "≤ 20 ms",
            got: `${together.p99.toFixed(1)} ms`,
            reached: together.p99 <= 20,
        });
    }
    if (made.database) all.push(await against_a_pool(made));
    return all;
}

async function against_a_pool(made: Office): Promise<Measured> {
    const rate = (writers: number, lanes: number): number =>
        bench(["write", "--data", made.data, `${writers}`, `${lanes}`, `${seconds}`])[0]
            .writes_per_second;
    const pool = rate(16, 16);
    const lane = rate(64, 1);
    return {
        what: "reports through the lane, PostgreSQL",
        hold: "≥ 4 × a pool of 16 that locks the row",
        got: `${ratio(lane / pool)} (${lane.toFixed(0)}/s of ${pool.toFixed(0)}/s)`,
        reached: lane / pool >= 4,
    };
}
