// The outbox: acts made on this phone, kept in its own database until the server has them. An entry
// leaves it in two ways only: it was done, or its maker threw it away. Each keeps its act id, and
// so do its photos, so sending twice does it once.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { computed, shallowRef } from "vue";
import { newAct } from "@/api/act";
import { Refused, Unreachable, write, type Problem } from "@/api/client";
import type { Photos, Values } from "@/fields/field";
import { addPhotos, joinCase } from "@/mechanisms/cases/cases";
import { me } from "@/shell/session";

export interface KeptPhoto {
    field: string;
    act: string;
    bytes: ArrayBuffer;
    id: string; // on the server; "" until it is there
}

// A report that joins what a neighbour reported: its words first, then its photos.
export interface Joining {
    record: string; // of the neighbour
    words: string;
    adding: string; // the act that adds the photos
}

export interface Entry {
    act: string;
    account: string; // whose it is: nobody else's session sends it
    made: number;
    title: string;
    path: string;
    edition: string;
    body: Record<string, unknown>;
    values: Values;
    photos: KeptPhoto[];
    state: "waiting" | "refused" | "done";
    problem: Problem | null;
    record: string; // what came of it
    number: string;
    joins?: Joining;
}

interface Shelf extends DBSchema {
    entries: { key: string; value: Entry };
}

let opened: Promise<IDBPDatabase<Shelf>> | null = null;
const shelf = (): Promise<IDBPDatabase<Shelf>> =>
    (opened ??= openDB<Shelf>("linli-outbox", 1, {
        upgrade: (db) => void db.createObjectStore("entries", { keyPath: "act" }),
    }));

export const entries = shallowRef<Entry[]>([]);
export const sending = shallowRef("");
export const mine = computed(() =>
    entries.value.filter((entry) => entry.account === me.value?.account),
);
export const waiting = computed(() => mine.value.filter((entry) => entry.state !== "done"));

async function look(): Promise<void> {
    const all = await (await shelf()).getAll("entries");
    entries.value = all.sort((a, b) => a.made - b.made);
}

// Strict: answered only when the phone's own storage has it.
async function keep(entry: Entry): Promise<void> {
    const change = (await shelf()).transaction("entries", "readwrite", { durability: "strict" });
    await Promise.all([change.store.put(entry), change.done]);
    await look();
}

export async function forget(act: string): Promise<void> {
    await (await shelf()).delete("entries", act);
    await look();
}

export interface Put {
    account: string; // who pressed the button, whatever has become of the session since
    title: string;
    path: string;
    edition?: string;
    body?: Record<string, unknown>;
    values: Values;
    photos: Photos;
    joins?: Omit<Joining, "adding">;
}

// Keeps an act, and starts sending. When this has returned, the act is not lost any more.
export async function put(what: Put): Promise<string> {
    const photos: KeptPhoto[] = [];
    for (const [field, blobs] of Object.entries(what.photos)) {
        for (const blob of blobs) {
            photos.push({ field, act: newAct(), bytes: await blob.arrayBuffer(), id: "" });
        }
    }
    const entry: Entry = {
        act: newAct(),
        account: what.account,
        made: Date.now(),
        title: what.title,
        path: what.path,
        edition: what.edition ?? "",
        body: JSON.parse(JSON.stringify(what.body ?? {})) as Record<string, unknown>,
        values: JSON.parse(JSON.stringify(what.values)) as Values,
        photos,
        state: "waiting",
        problem: null,
        record: "",
        number: "",
        ...(what.joins ? { joins: { ...what.joins, adding: newAct() } } : {}),
    };
    await keep(entry);
    void navigator.storage?.persist?.();
    void sendAll();
    return entry.act;
}

// A refused entry is tried again as it stands: what stood in its way may be gone.
export async function again(entry: Entry): Promise<void> {
    await keep({ ...entry, state: "waiting", problem: null });
    await sendAll();
}

async function sendPhotos(entry: Entry): Promise<void> {
    for (const photo of entry.photos) {
        if (photo.id) continue;
        const form = new FormData();
        form.append("file", new Blob([photo.bytes], { type: "image/jpeg" }), "photo.jpg");
        const answer = await write<{ id: string }>("POST", "/api/files", { form, act: photo.act });
        photo.id = answer.data.id;
        await keep(entry);
    }
}

// Once it has joined, what may still be refused is the photos: it says which case it is in.
async function join(entry: Entry, { record, words, adding }: Joining): Promise<Came> {
    const receipt = await joinCase(entry.act, record, words, entry.body.reporter as Values);
    Object.assign(entry, { record, number: receipt.number });
    await keep(entry);
    const photos = entry.photos.map((photo) => photo.id);
    if (photos.length > 0) await addPhotos(adding, `/api/cases/${record}`, photos);
    return receipt;
}

interface Came {
    id?: string;
    number?: string;
}

async function take(entry: Entry): Promise<Came> {
    const values: Values = { ...entry.values };
    for (const { field, id } of entry.photos) {
        const before = values[field];
        values[field] = Array.isArray(before) ? [...before, id] : [id];
    }
    const answer = await write<Came>("POST", entry.path, {
        body: { ...entry.body, values },
        act: entry.act,
        edition: entry.edition,
    });
    return answer.data ?? {};
}

async function send(entry: Entry): Promise<void> {
    await sendPhotos(entry);
    const { id = "", number = "" } = await (entry.joins ? join(entry, entry.joins) : take(entry));
    // The photos are the server's now; the phone's memory is small.
    await keep({ ...entry, state: "done", photos: [], record: id, number });
}

// One after the other, in the order they were made; stops at the first sign of a road that is down.
async function sendNow(): Promise<void> {
    await look();
    for (const entry of mine.value.filter((one) => one.state === "waiting")) {
        sending.value = entry.act;
        try {
            await send(entry);
        } catch (trouble) {
            if (trouble instanceof Unreachable) return;
            if (!(trouble instanceof Refused)) throw trouble;
            if (trouble.problem.status === 401) return;
            await keep({ ...entry, state: "refused", problem: trouble.problem });
        } finally {
            sending.value = "";
        }
    }
}

let running: Promise<void> | null = null;

export function sendAll(): Promise<void> {
    if (!me.value) return look();
    running ??= (async () => {
        // Two windows of one phone share the outbox: one of them sends.
        if (navigator.locks) {
            await navigator.locks.request("linli-outbox", { ifAvailable: true }, async (lock) => {
                if (lock) await sendNow();
            });
        } else {
            await sendNow();
        }
    })().finally(() => (running = null));
    return running;
}

export function startOutbox(): void {
    void sendAll();
    window.addEventListener("online", () => void sendAll());
    document.addEventListener("visibilitychange", () => !document.hidden && void sendAll());
    window.setInterval(
        () => waiting.value.some((entry) => entry.state === "waiting") && void sendAll(),
        20_000,
    );
}
