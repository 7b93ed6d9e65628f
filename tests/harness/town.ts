// The invented town, served, and the people who sign in there. One town for all tests of a file.
import assert from "node:assert/strict";
import { Client } from "./client.ts";
import { Server, Store } from "./server.ts";
import type { Engine } from "./server.ts";

// A Tuesday morning in the town, whatever day it is elsewhere: its calendar is known, no holiday is
// near, and the quarter has seven weeks to go.
export const town_begins = new Date("2026-11-10T10:00:00+08:00");

export class Town {
    readonly store: Store;
    server: Server;
    readonly #password: string;

    private constructor(store: Store, server: Server, password: string) {
        this.store = store;
        this.server = server;
        this.#password = password;
    }

    static async start(engine: Engine = "sqlite"): Promise<Town> {
        const store = new Store(engine, town_begins);
        const password = /\p{Script=Han}+演示\d+/u.exec(store.demo())?.[0];
        assert.ok(password, "the demo says its password");
        return new Town(store, await Server.start(store), password);
    }

    stranger(): Client {
        return new Client(this.server.address);
    }

    // Somebody who signs in, at another server of the same town when one is given.
    async as(login: string, server: Server = this.server): Promise<Client> {
        const client = new Client(server.address);
        assert.equal((await client.login(login, this.#password)).status, 201, login);
        return client;
    }

    // A power cut, and the same again; whoever was signed in still is.
    async restart(): Promise<void> {
        await this.server.kill();
        const port = Number(new URL(this.server.address).port);
        this.server = await Server.start(this.store, [], port);
    }

    async stop(): Promise<void> {
        await this.server.stop();
        this.store.drop();
    }
}
