// Kills under load for so many minutes, on both engines in turn, a new office each hundred kills:
//     node tests/faults/soak.ts MINUTES
// It ends with 1 at the first write that was lost.
import { engines } from "../harness/server.ts";
import { kill_under_load } from "./kills.ts";

const kills_of_an_office = 100;
const minutes = Number(process.argv[2] ?? "10");
if (!(minutes > 0)) throw new Error(`how many minutes is ${process.argv[2]}?`);
const ends = Date.now() + minutes * 60_000;

const all = { kills: 0, acknowledged: 0, unheard: 0 };
for (let turn = 0; Date.now() < ends; ++turn) {
    const engine = engines[turn % engines.length]!;
    const share = Math.min(ends, Date.now() + (minutes * 60_000) / engines.length);
    const is_enough = (kills: number) => kills >= kills_of_an_office || Date.now() >= share;
    const counted = await kill_under_load(engine, is_enough);
    all.kills += counted.kills;
    all.acknowledged += counted.acknowledged;
    all.unheard += counted.unheard;
    console.log(
        `${engine}: ${counted.kills} kills, ${counted.acknowledged} acknowledged writes, ` +
            `${counted.unheard} unheard of and sent again, 0 lost, verified`,
    );
}
console.log(
    `${all.kills} kills, ${all.acknowledged} acknowledged writes, ${all.unheard} unheard of, ` +
        "0 lost; every store verified after every kill",
);
