// What a sanitizer says fails a step, however the process ended that said it: of a small program
// with every kind of fault in the place of the real one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "linli-sanitize."));
after(() => rmSync(folder, { recursive: true }));
symlinkSync(join(import.meta.dirname, ".."), join(folder, "tools"));
writeFileSync(
    join(folder, "faulty.cpp"),
    `#include <csignal>
    #include <string>
    #include <thread>
    int shared = 0;
    int main(int count, char** words) {
        const std::string fault = words[1];
        if (fault == "leak") new int[7];
        if (fault == "memory") {
            volatile int* const gone = new int[7];
            delete[] gone;
            return gone[3];
        }
        if (fault == "overflow") count += 2147483647;
        if (fault == "race") {
            std::thread other([] { shared = 1; });
            shared = 2;
            other.join();
            std::raise(SIGKILL);
        }
        return count < 0;
    }`,
);

// How many steps have failed after one that runs the program with this fault, and what was shown.
function step(kind: string, fault: string): { failed: number; shown: string } {
    const script = `
        source tools/do/steps.sh; source tools/do/sanitize.sh
        use_sanitized ${kind} && { ./${kind} ${fault} || true; } && check_reports unit
        echo "failed: $failed \${#failures[@]}"`;
    const options = { cwd: folder, encoding: "utf8", stdio: "pipe" } as const;
    const shown = execFileSync("bash", ["-ec", script], options);
    const [, failed, named] = /failed: (\d+) (\d+)\n$/.exec(shown)!;
    assert.equal(failed, named);
    return { failed: Number(failed), shown };
}

for (const [kind, sanitizers, faults] of [
    ["address", "address,undefined", { leak: "leak", memory: "use-after", overflow: "overflow" }],
    ["thread", "thread", { race: "data race" }],
] as const)
    test(`what the sanitizer of ${kind} says`, () => {
        const how = ["-O0", "-g", "-static-libasan", "-static-libubsan", "-static-libtsan"];
        const what = ["-fno-sanitize-recover=all", `-fsanitize=${sanitizers}`];
        execFileSync("g++", [...how, ...what, "-o", kind, "faulty.cpp"], { cwd: folder });
        assert.equal(step(kind, "nothing").failed, 0);
        for (const [fault, said] of Object.entries(faults)) {
            const { failed, shown } = step(kind, fault);
            assert.equal(failed, 1, fault);
            assert.match(shown, new RegExp(said), fault);
        }
    });
