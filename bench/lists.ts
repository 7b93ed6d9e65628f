// The newest fifty cases, for everyone from the stairwell to the street, against one cached
// statement over the same rows: the road of a list may cost twice its question and no more, and the
// same in any scope.
import { bench, office, serving, sign_in } from "./office.ts";
import type { Office } from "./office.ts";
import { ratio } from "./table.ts";
import type { Measured } from "./table.ts";
import { calm_load, load } from "./wrk.ts";
import type { Load } from "./wrk.ts";

const path = "/api/cases?list=all";
const seconds = 5;

// As the street officer, with whatever the machine has.
async function on_all_cores(made: Office): Promise<Load> {
    return serving(made, {}, async (address) => {
        const { cookie } = await sign_in(address, "officer");
        return load({ address, path, cookie, connections: 64, seconds });
    });
}

export async function lists(made: Office): Promise<Measured[]> {
    const root = made.staff.find(({ role }) => role === "street_officer")!.place;
    const bare: number = bench(["list", "--data", made.data, root, String(seconds)])[0]
        .pages_per_second;
    const askers = ["stairwell_head", "grid_worker", "secretary", "officer"];
    const one = await serving(made, { options: ["--loops", "1"], core: 0 }, async (address) => {
        const found = new Map<string, Load>();
        for (const login of askers) {
            const { cookie } = await sign_in(address, login);
            const asked = { address, path, cookie, connections: 64, seconds, core: 1 };
            found.set(login, load(asked));
            if (login !== "officer") continue;
            found.set("half", calm_load(asked, found.get(login)!.per_second / 2));
        }
        return found;
    });
    const two = await on_all_cores(made);
    const half = one.get("half")!;
    const rates = askers.map((login) => one.get(login)!.per_second);
    const spread = Math.max(...rates) / Math.min(...rates);
    const street = one.get("officer")!;
    const by_asker = askers.map((login) => `${login} ${one.get(login)!.per_second.toFixed(0)}/s`);
    return [
        {
            what: "newest 50, slowest scope against fastest",
            hold: "≤ 1.2",
            got: `${ratio(spread)} (${by_asker.join(", ")})`,
            reached: spread <= 1.2,
        },
        {
            what: "list over HTTP against the bare statement, one core",
            hold: "≥ 0.45",
            got: `${ratio(street.per_second / bare)} (${street.per_second.toFixed(0)}/s of ${bare.toFixed(0)}/s)`,
            reached: street.per_second / bare >= 0.45,
        },
        {
            what: "list over HTTP, p99 at 64 connections, one core, as fast as they can ask",
            hold: "≤ 8 ms",
            got: `${street.p99.toFixed(1)} ms (64 waiting for ${bare.toFixed(0)}/s of the bare statement: ${(64_000 / bare).toFixed(0)} ms)`,
            reached: street.p99 <= 8,
        },
        {
            what: "the same, asked half as fast",
            hold: "≤ 8 ms",
            got: `${half.p99.toFixed(1)} ms at ${half.per_second.toFixed(0)}/s`,
            reached: half.p99 <= 8,
        },
        {
            what: "list over HTTP, two cores against one, load beside it",
            hold: "≥ 1.6",
            got: `${ratio(two.per_second / street.per_second)} (${two.per_second.toFixed(0)}/s, p99 ${two.p99.toFixed(1)} ms)`,
            reached: two.per_second / street.per_second >= 1.6,
        },
        ...(made.database ? [await against_sqlite(made, two)] : []),
    ];
}

async function against_sqlite(made: Office, here: Load): Promise<Measured> {
    const there = await on_all_cores(await office(made.size, "sqlite"));
    const share = here.per_second / there.per_second;
    return {
        what: "list over HTTP, PostgreSQL against SQLite",
        hold: "≥ 0.6",
        got: `${ratio(share)} (${here.per_second.toFixed(0)}/s of ${there.per_second.toFixed(0)}/s)`,
        reached: share >= 0.6,
    };
}
