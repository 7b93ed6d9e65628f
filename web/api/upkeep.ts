// The shapes of what an administrator keeps in order: who outside is told of acts, and how the
// office itself is.

export interface Webhook {
    id: string;
    address: string;
    kinds: string[];
    answer: string; // how the last try ended: "200", "unreachable"; "" before any
    failures: number;
    failing: string | null;
    next_try: string | null;
    switched_off: string | null;
    can: string[];
    secret?: string; // only in the answer to the act that made it
}

export interface Webhooks {
    items: Webhook[];
    kinds: string[];
}

// Writes that wait for their turn, and how those of the last minutes did.
export interface Lane {
    minutes: number;
    waiting: number;
    answered: number;
    typical: number; // milliseconds; half of them were quicker
    longest: number;
}

// How the office itself is.
export interface Condition {
    version: string;
    commit: string; // "" when nobody knows
    engine: string;
    bytes: number;
    bytes_a_day: number | null;
    free?: number | null; // none: PostgreSQL says nothing of its disk
    days_left?: number | null;
    backup?: string;
    backup_bytes?: number;
    verify?: string;
    verify_held?: boolean;
    lines: number;
    lane: Lane;
    streams_behind: number | null; // seconds
    webhooks_behind: number | null; // none: nobody is told
    webhooks_failing?: string;
}
