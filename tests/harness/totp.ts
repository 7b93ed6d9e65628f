// A telephone that makes codes by time (RFC 6238), as the apps do: from the secret as it is typed
// in. Written from the standard, not from Linli.
import { createHmac } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 section 6

function bytes_of(secret: string): Buffer {
    const bits = [...secret].map((one) => letters.indexOf(one).toString(2).padStart(5, "0"));
    return Buffer.from(
        bits
            .join("")
            .match(/.{8}/g)!
            .map((byte) => parseInt(byte, 2)),
    );
}

// The code that is shown at a moment, or so many steps of 30 seconds later.
export function code_at(secret: string, now: Date, steps = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 30_000) + steps));
    const digest = createHmac("sha1", bytes_of(secret)).update(counter).digest();
    const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
}

// By the clock of the server.
export async function time_of(address: string): Promise<Date> {
    const { headers } = await fetch(`${address}/healthz`);
    return new Date(headers.get("date")!);
}
