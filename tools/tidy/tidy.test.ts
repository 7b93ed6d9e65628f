// What the rules of ./do tidy complain about, and what they leave alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrow, heavy_headers, modules_of } from "./arrow.ts";
import { commands_of, docs, endpoints_of, untold_faults, wrong_requests } from "./docs.ts";
import { reached } from "./programs.ts";
import { source } from "./source.ts";
import type { Complaint } from "./source.ts";
import { lengths, open_ends, paths, words_in_template } from "./text.ts";

const cmake = source(
    "CMakeLists.txt",
    `
module(base          LIBRARIES sodium)
module(store         USES base RESOURCES migrations/*.sql LIBRARIES pq)
module(kernel        USES store)
module(kernel/cases  USES kernel)
`,
);

function said(complaints: Complaint[]): string[] {
    return complaints.map(({ path, line, what }) => `${path}:${line}: ${what}`);
}

test("a module reaches what it uses through others, and nothing else", () => {
    const modules = modules_of(cmake.text);
    assert.deepEqual([...modules.get("kernel/cases")!].sort(), [
        "base",
        "kernel",
        "kernel/cases",
        "store",
    ]);
    assert.deepEqual([...modules.get("base")!], ["base"]);
});

test("the arrow refuses an include to the right, a sibling, and a folder that is no module", () => {
    const complaints = arrow([
        cmake,
        source("src/base/text.h", '#include <string>\n#include "base/day.h"\n'),
        source("src/base/json.cpp", '#include "base/json.h"\n#include "store/store.h"\n'),
        source("src/store/sqlite/engine.cpp", '#include "base/day.h"\n#include "kernel/means.h"\n'),
        source(
            "src/kernel/cases/flow.cpp",
            '#include "store/store.h"\n#include "kernel/means.h"\n',
        ),
        source("src/kernel/means.cpp", '  #  include "kernel/cases/a.h"\n'),
        source("src/base/day_test.cpp", '#include "store/store.h"\n'),
        source("src/app/main.cpp", '#include "base/day.h"\n'),
        source("src/store/lane.cpp", '#include "lane.h"\n'),
    ]);
    assert.deepEqual(said(complaints), [
        'src/base/json.cpp:2: "store/store.h" is in store, and base may not use it',
        'src/store/sqlite/engine.cpp:2: "kernel/means.h" is in kernel, and store may not use it',
        'src/kernel/means.cpp:1: "kernel/cases/a.h" is in kernel/cases, and kernel may not use it',
        "src/app/main.cpp:0: belongs to no module of CMakeLists.txt",
        'src/store/lane.cpp:1: "lane.h" is in no module',
    ]);
});

test("a heavy header may be in one source and in no header", () => {
    const yaml = "#include <yaml-cpp/yaml.h>\n";
    assert.deepEqual(heavy_headers([source("src/base/yaml.cpp", yaml)]), []);
    assert.deepEqual(said(heavy_headers([source("src/base/yaml.h", yaml)])), [
        "src/base/yaml.h:1: yaml-cpp in a header",
    ]);
    const twice = [source("src/base/yaml.cpp", yaml), source("src/catalogue/read.cpp", yaml)];
    assert.equal(heavy_headers(twice).length, 2);
});

test("lengths count lines and columns, a Chinese character as two", () => {
    const at_most = [
        source("src/base/a.cpp", "x\n".repeat(600)),
        source("web/src/A.vue", "x\n".repeat(200)),
        source("src/base/b.cpp", "中".repeat(50)),
    ];
    assert.deepEqual(lengths(at_most), []);
    const long = "x".repeat(101);
    const left_alone = [
        source("src/a.cpp", `// clang-format off\n${long}\n// clang-format on\n    "${long}",\n`),
        source("src/b.cpp", `a = R"(\n${long}\n)";\n`),
        source("web/words/zh/a.ts", long),
    ];
    assert.deepEqual(lengths(left_alone), []);
    const after = source("src/b.cpp", `a = R"(\n)";\n${long}\n// clang-format on\n${long}\n`);
    assert.equal(lengths([after]).length, 2);
    const over = [
        source("src/base/a.cpp", "x\n".repeat(601)),
        source("web/src/A.vue", "x\n".repeat(201)),
        source("src/base/b.cpp", "\n" + "中".repeat(50) + "."),
    ];
    assert.deepEqual(said(lengths(over)), [
        "src/base/a.cpp:0: has 601 lines; at most 600",
        "web/src/A.vue:0: has 201 lines; at most 200",
        "src/base/b.cpp:2: has 101 columns; at most 100",
    ]);
});

test("open ends and paths of one machine are found in any file, their look-alikes are not", () => {
    const open = "// " + "TO" + "DO: later\n";
    assert.equal(open_ends([source("docs/words.md", open)]).length, 1);
    assert.equal(open_ends([source("src/base/a.cpp", "int todo = fixmes;\n")]).length, 0);
    const home = "cd /" + "home/li\n";
    assert.equal(paths([source("do", home)]).length, 1);
    const alike = "curl http://localhost/api/" + "work/\nls web/home/\n";
    assert.equal(paths([source("do", alike)]).length, 0);
});

test("a template may name words but not hold them", () => {
    const template = (inside: string): string => `<template>\n${inside}\n</template>\n`;
    const rows: [string, string[]][] = [
        ["<p>{{ words.title }}</p>", []],
        ['<p :title="words.title">{{ n }} / {{ m }} · 12</p>', []],
        ["<p>{{ a < b ? words.few : words.many }}</p>", []],
        ["<code>{{ origin }}#/claim</code>", []],
        ["<!-- why it is so -->", []],
        ["<p v-if=\"a > b && c === 'open'\">&nbsp;</p>", []],
        ['<template #name="{ row }"><b>{{ row.name }}</b></template>', []],
        ["<p>Close case</p>", ["Close case"]],
        ["<p>办结</p>", ["办结"]],
        ['<input placeholder="请输入姓名" />', ["请输入姓名"]],
        ["<p>{{ count }} 件</p>", ["件"]],
    ];
    for (const [inside, want] of rows) {
        const found = words_in_template(template(inside));
        assert.deepEqual(
            found.map(({ words }) => words),
            want,
            inside,
        );
    }
    assert.equal(words_in_template(template("<p>\n  Late\n</p>"))[0]?.line, 3);
    assert.deepEqual(words_in_template("<script>const title = 'Late';</script>"), []);
});

test("lint depends on every header a source reaches, and on no other", () => {
    const all = [
        source("src/a/a.cpp", '#include "a/a.h"\n'),
        source("src/a/a.h", '#include "b/b.h"\n'),
        source("src/b/b.h", '#include "a/a.h"\n#include <string>\n'),
        source("src/c/c.h", ""),
    ];
    const by_path = new Map(all.map((one) => [one.path, one]));
    assert.deepEqual(
        reached("src/a/a.cpp", by_path).map((one) => one.path),
        ["src/a/a.cpp", "src/a/a.h", "src/b/b.h"],
    );
});

const main_cpp = `
    CLI::App* command = linli.add_subcommand(
        "serve", "serve it");
    add_place(*command, options.place);
    command->add_option("--listen", options.listen, "where");
    CLI::App* publish = add_files(linli, "publish", "new versions", options);
    publish->add_option("--data", options.data, "the folder");
`;

test("the docs name only what there is", () => {
    assert.deepEqual([...commands_of(main_cpp).get("serve")!].sort(), [
        "--data",
        "--database",
        "--help",
        "--listen",
    ]);
    const complaints = docs([
        source("do", "do_demo() {\n"),
        source("src/app/main.cpp", main_cpp),
        source(
            "docs/page.md",
            [
                "Run `./do demo`, not `./do dance`.",
                "linli serve --data DIR --listen A    until --it stops",
                "linli serve --port 80",
                "`linli fly --data DIR`",
                "linli publish --data DIR FILE --database X",
                "[here](../README.md) and [nowhere](nowhere.md) and [outside](https://example.org)",
            ].join("\n"),
        ),
    ]);
    const guide = docs([
        source("web/words/zh/cases.ts", 'submit: "登记",'),
        source("docs/guide/report.md", "先“登记”，再“放假”。"),
    ]);
    assert.deepEqual(said(guide), ["docs/guide/report.md:1: no page says “放假”"]);
    assert.deepEqual(said(complaints), [
        "docs/page.md:1: there is no ./do dance",
        "docs/page.md:3: linli serve has no --port",
        "docs/page.md:4: there is no linli fly",
        "docs/page.md:5: linli publish has no --database",
        "docs/page.md:6: the link to nowhere.md leads nowhere",
    ]);
});

test("operators are told of every fault that is tested", () => {
    const all = [source("tests/faults/kill.test.ts", ""), source("tests/faults/load.ts", "")];
    assert.deepEqual(untold_faults(all, "[kill](../../tests/faults/kill.test.ts)"), []);
    assert.deepEqual(said(untold_faults(all, "")), [
        "tests/faults/kill.test.ts:1: docs/operating/faults.md does not tell of it",
    ]);
});

test("a curl line asks for an endpoint that is declared", () => {
    const endpoints = endpoints_of(
        `{.method = "POST",\n .path = "/api/cases/{case}/steps/{step}",\n .name = "x"}`,
    );
    const asked = (line: string): string[] => wrong_requests(line, endpoints);
    assert.deepEqual(asked("curl -X POST $LINLI/api/cases/1/steps/take -d x"), []);
    assert.deepEqual(asked("curl $LINLI/api/cases/1/steps/take"), [
        "there is no GET /api/cases/1/steps/take",
    ]);
    assert.deepEqual(asked('curl "$LINLI/api/none?x=1"'), ["there is no GET /api/none"]);
    assert.deepEqual(asked("the word curl alone"), []);
});
