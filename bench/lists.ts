// The newest fifty cases, for everyone from the stairwell to the street, against one cached
// statement over the same rows: the road of a list may cost twice its question and no more, and the
// same in any scope.
import { bench, serving, sign_in } from "./office.ts";
import type { Office } from "./office.ts";
import { ratio } from "./table.ts";
import type { Measured } from "./table.ts";
import { load } from "./wrk.ts";

const path = "/api/cases?list=all";
const seconds = 5;

export async function lists(made: Office): Promise<Measured[]> {
    const root = made.staff.find(({ role }) => role === "street_officer")!.place;
    const bare: number = bench(["list", "--data", made.data, root, String(seconds)])[0]
        .pages_per_second;
    const askers = ["stairwell_head", "grid_worker", "secretary", "officer"];
    const one = await serving(made, { options: ["--loops", "1"], core: 0 }, async (address) => {
        const found = new Map<string, { per_second: number; p99: number }>();
        for (const login of askers) {
            const { cookie } = await sign_in(address, login);
            const asked = { address, path, cookie, connections: 64, seconds, core: 1 };
            found.set(login, load(asked));
        }
        return found;
    });
    const two = await serving(made, {}, async (address) => {
        const { cookie } = await sign_in(address, "officer");
        return load({ address, path, cookie, connections: 64, seconds });
    });
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
            what: "list over HTTP, p99 at 64 connections, one core",
            hold: "≤ 8 ms",
            got: `${street.p99.toFixed(1)} ms`,
            reached: street.p99 <= 8,
        },
        {
            what: "list over HTTP, two cores against one, load beside it",
            hold: "≥ 1.6",
            got: `${ratio(two.per_second / street.per_second)} (${two.per_second.toFixed(0)}/s, p99 ${two.p99.toFixed(1)} ms)`,
            reached: two.per_second / street.per_second >= 1.6,
        },
    ];
}
