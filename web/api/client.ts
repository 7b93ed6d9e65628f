// The road to the server: one function for reading, one for acting. A refusal comes back as Refused
// with its code; a road that is down as Unreachable. Knows no endpoint and no sentence.
import { ref } from "vue";
import { newAct, type Act } from "./act";

export interface Problem {
    status: number;
    code: string; // "wrong_state"; words/refusals makes a sentence of it
    at: string; // the field or thing it is about
    with: string; // what the sentence is completed with
}

export class Refused extends Error {
    constructor(readonly problem: Problem) {
        super(problem.code);
    }
}

export class Unreachable extends Error {
    constructor() {
        super("unreachable");
    }
}

export interface Answer<T> {
    data: T;
    edition: string; // of the record, for If-Match; "" when it has none
    next: string; // the address of the next page; "" on the last
}

type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;

export interface Writing {
    body?: unknown;
    form?: FormData;
    act?: Act;
    edition?: string;
    query?: Query;
}

// Whether the last request got through; the offline band listens.
export const reachable = ref(navigator.onLine);
window.addEventListener("online", () => (reachable.value = true));
window.addEventListener("offline", () => (reachable.value = false));

// How far the server's clock is ahead of this machine's, in milliseconds; less than a minute is no
// difference, for a reply takes its time.
const clocksAgree = 60_000;
let ahead = 0;
let clockSet: () => void = () => undefined;
export const clockAhead = (): number => ahead;
export function onClockSet(handler: () => void): void {
    clockSet = handler;
}
function setClock(date: string): void {
    const off = Date.parse(date) - Date.now();
    if (Number.isNaN(off) || Math.abs(off - ahead) < clocksAgree) return;
    ahead = Math.abs(off) < clocksAgree ? 0 : off;
    clockSet();
}

// Called when the server no longer knows who asks.
let signedOut: () => void = () => undefined;
export function onSignedOut(handler: () => void): void {
    signedOut = handler;
}

// Whom the page shows as signed in; what it sends is for that account or for nobody, whatever has
// become of the cookie since.
let account: () => string = () => "";
export function onBehalfOf(whose: () => string): void {
    account = whose;
}

export function address(path: string, query: Query = {}): string {
    const pairs = Object.entries(query).filter(
        ([, value]) => value !== null && value !== undefined && value !== "",
    );
    if (pairs.length === 0) return path;
    const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
    return `${path}${path.includes("?") ? "&" : "?"}${text.toString()}`;
}

function nextOf(link: string | null): string {
    const match = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? "");
    return match?.[1] ?? "";
}

async function problemOf(response: Response): Promise<Problem> {
    const given: unknown = await response.json().catch(() => ({}));
    const text = (key: string): string => {
        const value: unknown =
            typeof given === "object" && given !== null ? Reflect.get(given, key) : "";
        return typeof value === "string" ? value : "";
    };
    const code = text("code") || `status_${response.status}`;
    return { status: response.status, code, at: text("at"), with: text("with") };
}

// 502–504 are the road, not the answer: nobody knows whether the act was done.
const roadIsDown = (status: number) => status >= 502 && status <= 504;

async function send<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    let response: Response;
    try {
        const headers = { ...init.headers, ...(account() && { "linli-account": account() }) };
        response = await fetch(path, { credentials: "same-origin", ...init, headers });
    } catch (trouble) {
        if (init.signal?.aborted) throw trouble;
        reachable.value = false;
        throw new Unreachable();
    }
    if (roadIsDown(response.status)) {
        reachable.value = false;
        throw new Unreachable();
    }
    reachable.value = true;
    setClock(response.headers.get("date") ?? "");
    if (!response.ok) {
        const problem = await problemOf(response);
        if (problem.status === 401) signedOut();
        throw new Refused(problem);
    }
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    const data = (isJson ? await response.json() : undefined) as T;
    return {
        data,
        edition: response.headers.get("etag") ?? "",
        next: nextOf(response.headers.get("link")),
    };
}

export function read<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> {
    return send<T>(address(path, query), { headers: { accept: "application/json" }, signal });
}

const pause = (millis: number) => new Promise((done) => window.setTimeout(done, millis));

// Tries an act up to three times, always under the same act id, so that nothing is done twice.
export async function write<T>(
    method: string,
    path: string,
    what: Writing = {},
): Promise<Answer<T>> {
    const act = what.act ?? newAct();
    const headers: Record<string, string> = { accept: "application/json", "idempotency-key": act };
    if (what.edition) headers["if-match"] = what.edition;
    if (what.body !== undefined) headers["content-type"] = "application/json";
    const body = what.form ?? (what.body === undefined ? undefined : JSON.stringify(what.body));
    for (const wait of [400, 1200, 0]) {
        try {
            return await send<T>(address(path, what.query), { method, headers, body });
        } catch (trouble) {
            if (!(trouble instanceof Unreachable) || wait === 0) throw trouble;
            await pause(wait);
        }
    }
    throw new Unreachable();
}
