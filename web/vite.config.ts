// One build, three entries: the portal is the front door, the console and the phone pages have a
// folder each. The worker keeps its own fixed name, because a browser finds it by that name.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here("."),
    resolve: { alias: { "@": here(".") } },
    plugins: [vue(), precompress(here("dist"))],
    build: {
        outDir: here("dist"),
        emptyOutDir: true,
        assetsInlineLimit: 0, // no data: addresses, so the content policy stays 'self'
        chunkSizeWarningLimit: 900,
        rollupOptions: {
            input: {
                portal: here("index.html"),
                console: here("console/index.html"),
                phone: here("phone/index.html"),
                worker: here("phone/worker.ts"),
            },
            output: {
                // A few files instead of many small ones: what all surfaces share, what those share
                // that deal with cases, the desk, and the charts, which few pages draw.
                codeSplitting: {
                    groups: [
                        { name: "vue", test: /node_modules\/(@vue|vue|vue-router)\// },
                        { name: "charts", test: /node_modules\/(echarts|zrender)\// },
                        {
                            name: "shell",
                            test: new RegExp(
                                "web/(shell|api)/|helper|polyfill|uqr|mark\\.svg|" +
                                    "words/((zh|en)/)?(index|refusals?|shell|fields)\\.ts",
                            ),
                        },
                        {
                            name: "cases",
                            test: new RegExp(
                                "web/(fields|mechanisms/(cases|registry))/|" +
                                    "words/((zh|en)/)?(cases|registry)\\.ts",
                            ),
                        },
                        {
                            name: "desk",
                            test: /web\/console\/(pages\/|(?!PartsChart)[A-Z])|element-plus/,
                        },
                    ],
                },
                entryFileNames: (chunk) =>
                    chunk.name === "worker" ? "phone/worker.js" : "assets/[name]-[hash].js",
            },
        },
    },
    server: { proxy: { "/api": process.env.LINLI ?? "http://127.0.0.1:8080" } },
});
