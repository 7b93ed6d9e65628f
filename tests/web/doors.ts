// Every page of the three surfaces on a served demo town: who may see it, and where it stands. The
// records in the addresses are looked up as that person sees them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "../harness/client.ts";
import { until } from "../harness/server.ts";
import type { Town } from "./town.ts";

export interface Door {
    login: string; // "" for someone who is not signed in
    surface: "/" | "/console/" | "/phone/";
    path: string; // behind the #
}

interface Row {
    id: string;
    name: string;
    template: string;
}

export const sheets = join(import.meta.dirname, "../sheets");

class Asker {
    readonly client: Client;

    constructor(town: Town) {
        this.client = new Client(town.server.address);
    }

    async all(path: string): Promise<Row[]> {
        return (await this.client.get(path)).body.items;
    }

    async first(path: string): Promise<Row> {
        const [row] = await this.all(path);
        if (!row) throw new Error(`nothing at ${path}`);
        return row;
    }
}

// A sheet that was handed in and read.
async function hand_in(client: Client, name: string): Promise<string> {
    const form = new FormData();
    form.append("file", new Blob([readFileSync(join(sheets, name))]), name);
    const { body: made } = await client.post("/api/imports?kind=people", form);
    const state = async () => (await client.get(`/api/imports/${made.id}`)).body.state;
    await until(`${name} is read`, async () => (await state()) === "ready");
    return made.id;
}

async function desk_doors(asker: Asker): Promise<Door[]> {
    const of = (login: string, paths: string[]): Door[] =>
        paths.map((path) => ({ login, surface: "/console/", path }));
    const case_of = (await asker.first("/api/cases?list=all")).id;
    const closed = (await asker.first("/api/cases?list=late")).id;
    const person = (await asker.first("/api/people")).id;
    const other = (await asker.all("/api/people"))[1]!.id;
    const { body: full } = await asker.client.get(`/api/people/${person}`);
    const unit = (await asker.first("/api/units")).id;
    const account = (await asker.first("/api/accounts")).id;
    const { body: top } = await asker.client.get("/api/places/top");
    const building = (await asker.first("/api/search?kind=place&q=幢")).id;
    const report = await asker.client.post("/api/reports", {
        template: (await asker.first("/api/report-templates")).template,
        place: top.id,
        period: "2026Q3",
    });
    const programmes = await asker.all("/api/programmes");
    const asked = `?place=${top.id}&period=2026Q3`;
    return [
        ...of("secretary", [
            "/",
            "/me",
            "/search?q=王",
            "/search?q=没有这样的人",
            "/cases",
            "/cases?list=open&view=board",
            "/cases?list=late",
            "/cases?list=all",
            "/cases/new",
            `/cases/${case_of}`,
            `/cases/${closed}`,
            `/cases/${case_of}/receipt`,
            "/lost",
            "/registry",
            `/places/${building}`,
            `/places/${full.stays[0].place.id}`,
            `/people/${person}`,
            `/people/${person}/slip`,
            `/people/${person}/merge`,
            `/people/${person}/merge?other=${other}`,
            `/households/${full.households[0].id}`,
            `/units/${unit}`,
            "/proposals",
            "/imports",
            `/imports/${await hand_in(asker.client, "mangled.xlsx")}`,
            "/posts",
            "/routes",
            "/watches",
            "/accounts",
            `/accounts/${account}/slip`,
            "/calendar",
            "/programmes",
            ...programmes.map(({ name }) => `/programmes/${name}`),
            "/journal",
            "/rights",
            "/figures",
            `/figures/opinions.received${asked}`,
            "/reports",
            `/reports/${report.body.id}`,
            "/nowhere",
        ]),
        ...of("admin", [
            "/",
            "/accounts",
            "/posts",
            "/calendar",
            "/condition",
            "/teams",
            "/webhooks",
            "/journal",
        ]),
        ...of("street", ["/", "/cases", "/retention"]),
        ...of("auditor", ["/", "/journal", "/journal/heads", "/journal/heads/now", "/rights"]),
        ...of("mediator", ["/", "/cases"]),
        ...of("window", ["/", "/cases/new"]),
        ...of("repair", ["/"]),
    ];
}

async function phone_doors(town: Town): Promise<Door[]> {
    const of = (login: string, paths: string[]): Door[] =>
        paths.map((path) => ({ login, surface: "/phone/", path }));
    const case_of = async (login: string, list: string): Promise<string> => {
        const asker = new Asker(town);
        await asker.client.login(login, town.password);
        return (await asker.first(`/api/cases?list=${list}`)).id;
    };
    const mine = await case_of("grid", "open");
    const own = await case_of("resident", "mine");
    return [
        ...of("", ["/"]),
        ...of("grid", ["/", "/report", "/todo", "/outbox", "/me", `/cases/${mine}`, "/nowhere"]),
        ...of("stairs", ["/", "/report", "/todo", "/me"]),
        ...of("resident", ["/", "/report", "/todo", "/me", "/me/data", `/cases/${own}`]),
        ...of("repair", ["/", "/todo"]),
    ];
}

export async function every_door(town: Town): Promise<Door[]> {
    const asker = new Asker(town);
    await asker.client.login("secretary", town.password);
    const strangers = [
        "/",
        "/say",
        "/follow",
        "/follow/AAAAA-AAAAA",
        "/done",
        "/claim",
        "/nowhere",
    ];
    return [
        ...(await desk_doors(asker)),
        ...(await phone_doors(town)),
        { login: "", surface: "/console/", path: "/" },
        ...strangers.map((path): Door => ({ login: "", surface: "/", path })),
    ];
}
