// The Debian package, of a small binary in the place of the real one: what is in it, what it asks
// for, and that its scripts are scripts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "linli-deb."));
after(() => rmSync(folder, { recursive: true }));
const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: root, encoding: "utf8" });

test("the package has the binary, the unit and the settings, and asks for its libraries", () => {
    const made = run("bash", "-c", `source tools/do/package.sh; make_package /bin/bash ${folder}`);
    const file = made.trim();
    assert.match(file, /linli_\d+\.\d+\.\d+_\w+\.deb$/);
    const field = (name: string) => run("dpkg-deb", "--field", file, name).trim();
    assert.equal(field("Package"), "linli");
    assert.match(field("Depends"), /^adduser, ca-certificates, passwd, (.*, )?libc6(,|$)/);
    const listed = run("dpkg-deb", "--contents", file);
    for (const path of [
        "-rwxr-xr-x root/root .* ./usr/bin/linli$",
        "-rw-r--r-- root/root .* ./lib/systemd/system/linli.service$",
        "-rw-r----- root/root .* ./etc/linli/settings$",
        "-rw-r--r-- root/root .* ./usr/share/doc/linli/operating/README.md$",
    ])
        assert.match(listed, new RegExp(path, "m"));
    run("dpkg-deb", "--extract", file, join(folder, "into"));
    assert.ok(statSync(join(folder, "into/usr/bin/linli")).size > 0);
    run("dpkg-deb", "--control", file, join(folder, "control"));
    assert.equal(readFileSync(join(folder, "control/conffiles"), "utf8"), "/etc/linli/settings\n");
    for (const script of ["postinst", "prerm"]) run("sh", "-n", join(folder, "control", script));
});

test("the unit asks for what the program has", () => {
    const unit = readFileSync(join(root, "tools/package/linli.service"), "utf8");
    const main = readFileSync(join(root, "src/app/main.cpp"), "utf8");
    const settings = readFileSync(join(root, "tools/package/settings"), "utf8");
    assert.match(unit, /^ExecStart=\/usr\/bin\/linli serve --data \S+ \$LINLI_SERVE$/m);
    for (const [option] of settings.matchAll(/--[a-z][a-z-]+/g))
        if (option !== "--help") assert.ok(main.includes(`"${option}"`), option);
});
