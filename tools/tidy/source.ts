// The project's own files as the rules see them, and what a rule says about a line. Knows git's
// list of files; knows no rule.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";

export interface Source {
    path: string; // from the root of the project
    text: string;
    lines: string[];
}

export interface Complaint {
    path: string;
    line: number; // from 1; 0 when it is about the whole file
    what: string;
}

export interface Rule {
    name: string;
    check: (sources: Source[]) => Complaint[] | Promise<Complaint[]>;
}

export function source(path: string, text: string): Source {
    return { path, text, lines: text.replace(/\n$/, "").split("\n") };
}

// Every text file that git knows or would add; what is ignored or binary is not ours to check.
export function sources(): Source[] {
    const listed = execFileSync("git", [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    return listed
        .toString("utf8")
        .split("\0")
        .filter((path) => path !== "" && existsSync(path) && statSync(path).isFile())
        .map((path) => source(path, readFileSync(path, "utf8")))
        .filter((one) => !one.text.includes("\0"));
}

export function is_cpp(one: Source): boolean {
    return /^(src|tests|bench)\/.*\.(h|cpp)$/.test(one.path);
}

export function is_web(one: Source): boolean {
    return /^(web|tests|tools)\/.*\.(ts|vue)$/.test(one.path);
}
