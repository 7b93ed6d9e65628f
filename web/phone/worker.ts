// Keeps the phone pages' own files on the phone, so that they open without a network. It never
// keeps an answer of the API: what is shown offline is what the outbox holds.
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

const shelf = "linli-phone";
const page = "/phone/";

self.addEventListener("install", (event) => {
    event.waitUntil(caches.open(shelf).then((cache) => cache.addAll([page, "/mark.svg"])));
    void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
    event.waitUntil(self.clients.claim());
});

// Built files carry a digest in their names, so what was kept is right for ever.
async function kept(request: Request): Promise<Response> {
    const cache = await caches.open(shelf);
    const found = await cache.match(request);
    if (found) return found;
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
}

async function newest(request: Request): Promise<Response> {
    const cache = await caches.open(shelf);
    try {
        const fresh = await fetch(request);
        if (fresh.ok) await cache.put(page, fresh.clone());
        return fresh;
    } catch {
        return (await cache.match(page)) ?? Response.error();
    }
}

self.addEventListener("fetch", (event) => {
    const { pathname } = new URL(event.request.url);
    if (event.request.method !== "GET" || pathname.startsWith("/api/")) return;
    if (event.request.mode === "navigate") event.respondWith(newest(event.request));
    else if (pathname.startsWith("/assets/")) event.respondWith(kept(event.request));
});
export {};
