// Writes file.br and file.gz beside every text file of the build, so that the server never
// compresses while somebody waits.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const worthwhile = 1024; // bytes: below, a second file costs more than it saves

async function compress(path: string): Promise<void> {
    const bytes = await readFile(path);
    if (bytes.length < worthwhile) return;
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

export function precompress(folder: string): Plugin {
    return {
        name: "precompress",
        apply: "build",
        enforce: "post",
        async closeBundle() {
            const names = await readdir(folder, { recursive: true });
            const texts = names.filter((name) => /\.(html|js|css|svg|webmanifest)$/.test(name));
            await Promise.all(texts.map((name) => compress(join(folder, name))));
        },
    };
}
