// What ./do rows says of a row: where it is told, what it waits for, and that it is none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { read_citations, read_rows, report } from "./rows.ts";

const table =
    "# a comment\nS000-01\t荣誉台账\tHonours\tREG PUB IND\tC29\nS000-09\t社情民意在线\tIntake\tCASE IND\tC07\n";

test("a row is told by plays, or waits for what is not built", () => {
    const cited = read_citations(
        "x.play passed\nS000-09\ta.play:3\nS000-09\tb.play:5\n1 passed, 0 failed\n",
    );
    assert.deepEqual(report(read_rows(table), cited), [
        "S000-01  荣誉台账  waits for REG PUB",
        "S000-09  社情民意在线  a.play:3 b.play:5",
        "1 of 2 rows are told by a passing play",
    ]);
    assert.match(report(read_rows(table), new Map())[1] ?? "", /waits for a play$/);
});

test("a row that does not exist is named", () => {
    const lines = report(read_rows(table), read_citations("S999-01\ta.play:1\n"));
    assert.equal(lines[2], "S999-01  is no row of docs/rows.tsv  a.play:1");
});

test("all 291 rows are listed, each once", () => {
    const rows = read_rows(readFileSync("docs/rows.tsv", "utf8"));
    assert.equal(rows.length, 291);
    assert.equal(new Set(rows.map(({ row }) => row)).size, 291);
    for (const { row, title, needs } of rows) {
        assert.match(row, /^S00[0-4]-\d{2,3}$/);
        assert.ok(title !== "" && needs.length > 0, row);
    }
});
