// ./do bench [--people N] [--cases N] [--postgres] [LINE…]: measures, in one run on one machine, and
// prints the table; all lines when none is named. What is not reached is said, and fails nothing:
// docs/operating has the table of the last whole run.
import { office } from "./office.ts";
import type { Office } from "./office.ts";
import { imports } from "./imports.ts";
import { lists } from "./lists.ts";
import { exports, idle, login, search } from "./people.ts";
import { table } from "./table.ts";
import type { Measured } from "./table.ts";
import { writes } from "./writes.ts";

const lines: Record<string, (made: Office) => Promise<Measured[]>> = {
    lists,
    writes,
    search,
    login,
    idle,
    exports,
    imports,
};

function number_after(words: string[], name: string, otherwise: number): number {
    const at = words.indexOf(name);
    return at < 0 ? otherwise : Number(words.splice(at, 2)[1]);
}

const words = process.argv.slice(2);
const people = number_after(words, "--people", 1_000_000);
const cases = number_after(words, "--cases", 200_000);
const engine = words.includes("--postgres") ? "postgres" : "sqlite";
const wanted = words.filter((word) => !word.startsWith("--"));
const unknown = wanted.filter((word) => !(word in lines));
if (unknown.length > 0 || !(people > 0) || !(cases > 0)) {
    console.error(
        `./do bench [--people N] [--cases N] [--postgres] [${Object.keys(lines).join(" ")}]`,
    );
    process.exit(2);
}
const made = await office({ people, cases }, engine);
const measured: Measured[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(lines)) {
    console.error(`measuring ${name}`);
    try {
        measured.push(...(await lines[name]!(made)));
    } catch (problem) {
        // One line that breaks takes the others not along.
        measured.push({ what: name, hold: "", got: `not measured: ${problem}`, reached: false });
    }
}
console.log(`${people} people, ${cases} cases, ${engine}\n`);
console.log(table(measured));
