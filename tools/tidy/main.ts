// ./do tidy: runs the rules named on the command line, or all, and ends with how many hold. A rule
// that complains prints where and what, one line each.
import { arrow, heavy_headers } from "./arrow.ts";
import { docs } from "./docs.ts";
import { lint, shape, types } from "./programs.ts";
import type { Rule } from "./source.ts";
import { sources } from "./source.ts";
import { lengths, open_ends, paths, templates } from "./text.ts";

const rules: Rule[] = [
    { name: "arrow", check: arrow },
    { name: "heavy-headers", check: heavy_headers },
    { name: "docs", check: docs },
    { name: "lengths", check: lengths },
    { name: "open-ends", check: open_ends },
    { name: "paths", check: paths },
    { name: "templates", check: templates },
    { name: "shape", check: shape },
    { name: "types", check: types },
    { name: "lint", check: lint },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !rules.some((rule) => rule.name === name));
if (unknown.length > 0) {
    console.error(
        `no rule ${unknown.join(", ")}; there are ${rules.map((rule) => rule.name).join(", ")}`,
    );
    process.exit(2);
}

const all = sources();
let passed = 0;
let failed = 0;
for (const rule of rules.filter((each) => wanted.length === 0 || wanted.includes(each.name))) {
    const complaints = await rule.check(all);
    for (const { path, line, what } of complaints)
        console.log(`${path}:${line}: ${what} [${rule.name}]`);
    if (complaints.length === 0) passed += 1;
    else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
