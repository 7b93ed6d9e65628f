// Someone who speaks HTTP to a server: keeps the session's cookie, gives every write an act id. It
// checks nothing, so that a test can send what a browser never would.
import { randomUUID } from "node:crypto";
import { admin } from "./server.ts";

export interface Answer {
    status: number;
    headers: Headers;
    // Of JSON, what it holds; of anything else, its text. A test looks where it likes.
    body: any;
}

export interface Options {
    act?: string; // Idempotency-Key; a new one when not given
    headers?: Record<string, string>;
}

export class Client {
    readonly address: string;
    cookie = "";

    constructor(address: string) {
        this.address = address;
    }

    async ask(
        method: string,
        path: string,
        body?: unknown,
        options: Options = {},
    ): Promise<Answer> {
        const headers: Record<string, string> = { origin: this.address };
        if (this.cookie) headers["cookie"] = this.cookie;
        if (method !== "GET") headers["idempotency-key"] = options.act ?? randomUUID();
        // A form says itself what it is.
        const form = body instanceof FormData;
        if (body !== undefined && !form) headers["content-type"] = "application/json";
        const answer = await fetch(this.address + path, {
            method,
            headers: { ...headers, ...options.headers },
            ...(body === undefined ? {} : { body: form ? body : to_body(body) }),
            redirect: "manual",
        });
        for (const line of answer.headers.getSetCookie()) this.cookie = line.split(";")[0]!;
        const text = await answer.text();
        const json = /[/+]json/.test(answer.headers.get("content-type") ?? "");
        return {
            status: answer.status,
            headers: answer.headers,
            body: json && text ? JSON.parse(text) : text,
        };
    }

    get(path: string, options?: Options): Promise<Answer> {
        return this.ask("GET", path, undefined, options);
    }

    post(path: string, body?: unknown, options?: Options): Promise<Answer> {
        return this.ask("POST", path, body, options);
    }

    // Hands a file in, as a form does.
    upload(path: string, name: string, bytes: Uint8Array, options?: Options): Promise<Answer> {
        const form = new FormData();
        form.append("file", new Blob([new Uint8Array(bytes)]), name);
        return this.post(path, form, options);
    }

    // Listens to the stream of events until it is closed.
    async listen(): Promise<Stream> {
        const answer = await fetch(`${this.address}/api/events`, {
            headers: { cookie: this.cookie },
        });
        if (answer.status !== 200) throw new Error(`the stream answered ${answer.status}`);
        return new Stream(answer.body!);
    }

    // Signs in; the answer says how it went.
    login(login: string, password: string): Promise<Answer> {
        return this.post("/api/session", { login, password });
    }

    // Signs in as the administrator of a new office does the first time.
    async take_over(): Promise<void> {
        await this.login(admin.login, admin.first_password);
        const { first_password: password, password: password_new } = admin;
        const { status } = await this.post("/api/me/password", { password, password_new });
        if (status >= 300) throw new Error(`the new password was answered with ${status}`);
    }
}

// What a server tells by itself, an event at a time.
export class Stream {
    readonly #reader: ReadableStreamDefaultReader<string>;
    #text = "";

    constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
        this.#reader = body.pipeThrough(new TextDecoderStream()).getReader();
    }

    // The data of the next event.
    async next(): Promise<string> {
        for (;;) {
            const event = /^data: (.*)\n\n/m.exec(this.#text);
            if (event) {
                this.#text = this.#text.slice(event.index + event[0].length);
                return event[1]!;
            }
            const { value, done } = await this.#reader.read();
            if (done) throw new Error("the stream has ended");
            this.#text += value;
        }
    }

    close(): Promise<void> {
        return this.#reader.cancel();
    }
}

// Text and bytes go as they are, so that a test can send broken JSON.
function to_body(body: unknown): string | Uint8Array<ArrayBuffer> {
    if (typeof body === "string") return body;
    if (body instanceof Uint8Array) return new Uint8Array(body);
    return JSON.stringify(body);
}
