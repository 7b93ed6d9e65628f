// ./do rows: which of the 291 rows of docs/rows.tsv a passing play cites, and what the others wait
// for. A row waits for each mechanism it needs that is not built; one that waits for none waits for
// a play.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Row {
    row: string;
    title: string;
    needs: string[];
}

// The mechanisms that stand, by the codes of docs/rows.tsv.
const built = new Set(["CASE", "IND"]);

export function read_rows(table: string): Row[] {
    return table
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => {
            const [row = "", title = "", , needs = ""] = line.split("\t");
            return { row, title, needs: needs.split(" ").filter((code) => code !== "") };
        });
}

// "S004-58<tab>programmes/homes/repairs.play:19", one line for each citation.
export function read_citations(printed: string): Map<string, string[]> {
    const cited = new Map<string, string[]>();
    for (const line of printed.split("\n")) {
        const found = /^(S\d{3}-\d+)\t(.+)$/.exec(line);
        if (!found) continue;
        const [, row = "", where = ""] = found;
        cited.set(row, [...(cited.get(row) ?? []), where]);
    }
    return cited;
}

export function waits_for(row: Row): string {
    const missing = row.needs.filter((code) => !built.has(code));
    return missing.length > 0 ? missing.join(" ") : "a play";
}

export function report(rows: Row[], cited: Map<string, string[]>): string[] {
    const known = new Set(rows.map(({ row }) => row));
    const lines = rows.map((row) => {
        const where = cited.get(row.row);
        const told = where ? where.join(" ") : `waits for ${waits_for(row)}`;
        return `${row.row}  ${row.title}  ${told}`;
    });
    for (const [row, where] of cited) {
        if (!known.has(row)) lines.push(`${row}  is no row of docs/rows.tsv  ${where.join(" ")}`);
    }
    const told = rows.filter(({ row }) => cited.has(row)).length;
    return [...lines, `${told} of ${rows.length} rows are told by a passing play`];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const plays = globSync("programmes/*/*.play").sort();
    const run = spawnSync("build/linli", ["play", "--rows", ...plays], { encoding: "utf8" });
    const rows = read_rows(readFileSync("docs/rows.tsv", "utf8"));
    for (const line of report(rows, read_citations(run.stdout))) console.log(line);
    if (run.status !== 0) process.stderr.write(run.stderr);
    process.exit(run.status ?? 1);
}
