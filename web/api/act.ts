// Act ids: a UUIDv7 (RFC 9562) made here, on the device that acts, so that sending an act a second
// time does it once. A name, never an order.
export type Act = string;

export function newAct(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))): Act {
    const bytes = new Uint8Array(16);
    let rest = now;
    for (let i = 5; i >= 0; --i) {
        bytes[i] = rest % 256;
        rest = Math.floor(rest / 256);
    }
    bytes.set(random, 6);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20),
    ].join("-");
}
