// What can be seen in a file's text alone: how long it is, what was left open in it, paths of one
// machine, and words in a Vue template that belong in web/words.
import type { Complaint, Source } from "./source.ts";
import { is_cpp, is_web } from "./source.ts";

const lines_max = 600;
const vue_lines_max = 200;
const columns_max = 100;

export function lengths(all: Source[]): Complaint[] {
    const complaints: Complaint[] = [];
    for (const one of all.filter((each) => is_cpp(each) || is_web(each))) {
        const most = one.path.endsWith(".vue") ? vue_lines_max : lines_max;
        if (one.lines.length > most) {
            const what = `has ${one.lines.length} lines; at most ${most}`;
            complaints.push({ path: one.path, line: 0, what });
        }
        for (const { line, text } of breakable_lines(one)) {
            const columns = width(text);
            if (columns <= columns_max) continue;
            const what = `has ${columns} columns; at most ${columns_max}`;
            complaints.push({ path: one.path, line, what });
        }
    }
    return complaints;
}

// Not the sentences of web/words, the tables that are set by hand, or a text that stands as it is.
function breakable_lines(one: Source): { line: number; text: string }[] {
    if (one.path.startsWith("web/words/")) return [];
    const found: { line: number; text: string }[] = [];
    let by_hand = false;
    let raw = false;
    one.lines.forEach((text, index) => {
        if (text.includes("clang-format off")) by_hand = true;
        if (text.includes("clang-format on")) by_hand = false;
        if (/R"\w*\(/.test(text)) raw = true;
        if (!by_hand && !raw && !is_one_literal(text)) found.push({ line: index + 1, text });
        if (/\)\w*"/.test(text)) raw = false;
    });
    return found;
}

function is_one_literal(text: string): boolean {
    return /^\s*(["'`]).*\1[,;)]*$/.test(text);
}

// In columns, as an editor shows it: a Chinese character takes two.
export function width(text: string): number {
    return [...text].reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);
}
const wide = /[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

// Written in pieces, so that this file does not complain about itself.
const open_words = new RegExp(`\\b(${["FIX" + "ME", "X" + "XX", "TO" + "DO"].join("|")})\\b`);
const machine_paths = new RegExp(
    `(?<![\\w.*}])/(${["home", "root", "Users", "work", "mnt"].join("|")})/`,
);

export function open_ends(all: Source[]): Complaint[] {
    return each_line(all.filter(is_text), (text) => {
        const word = open_words.exec(text)?.[1];
        return word ? `${word} may not stand on main` : undefined;
    });
}

export function paths(all: Source[]): Complaint[] {
    return each_line(all.filter(is_text), (text) => {
        const path = machine_paths.exec(text)?.[0];
        return path ? `${path} is a path of one machine` : undefined;
    });
}

function is_text(one: Source): boolean {
    return !/(package-lock\.json|LICENSE|\.svg|\.csv)$/.test(one.path);
}

function each_line(all: Source[], look: (text: string) => string | undefined): Complaint[] {
    return all.flatMap((one) =>
        one.lines.flatMap((text, index) => {
            const what = look(text);
            return what ? [{ path: one.path, line: index + 1, what }] : [];
        }),
    );
}

// Words that people read are in web/words, in both languages; a template only names them. So no
// letter stands between its tags, and none in an attribute that is shown or read aloud.
export function templates(all: Source[]): Complaint[] {
    const vues = all.filter((one) => one.path.startsWith("web/") && one.path.endsWith(".vue"));
    return vues.flatMap((one) =>
        words_in_template(one.text).map(({ line, words }) => ({
            path: one.path,
            line,
            what: `"${words}" belongs in web/words`,
        })),
    );
}

const shown_attributes = /^(title|placeholder|alt|label|aria-label|aria-description|content|text)$/;

export function words_in_template(text: string): { line: number; words: string }[] {
    const start = /^<template[^>]*>/m.exec(text);
    const end = text.lastIndexOf("</template>");
    if (!start || end < start.index) return [];
    const found: { line: number; words: string }[] = [];
    const from = start.index + start[0].length;
    const note = (at: number, words: string): void => {
        if (!/\p{L}/u.test(words)) return;
        found.push({ line: text.slice(0, at).split("\n").length, words: words.trim() });
    };
    // One token a time: a comment, a tag with its quoted attributes, or what stands between tags.
    const token =
        /<!--[\s\S]*?-->|<\/?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>|(?:\{\{[\s\S]*?\}\}|[^<])+|</g;
    for (const match of text.slice(from, end).matchAll(token)) {
        const [part] = match;
        const at = from + match.index + (part.length - part.trimStart().length);
        if (part.startsWith("<!--") || part.startsWith("</")) continue;
        if (!part.startsWith("<")) {
            // Neither what is reckoned, nor &nbsp;, nor an address are words.
            note(at, part.replace(/\{\{[\s\S]*?\}\}|&\w+;|[#/]\S*/g, ""));
            continue;
        }
        for (const [, name, value] of part.matchAll(/\s([\w-]+)="([^"]*)"/g)) {
            if (shown_attributes.test(name!)) note(at, value!);
        }
    }
    return found;
}
