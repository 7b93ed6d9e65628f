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

// How the office itself is.
export interface Condition {
    engine: string;
    bytes: number | null; // none: PostgreSQL has it
    free?: number | null;
    days_left?: number | null;
    backup?: string;
    backup_bytes?: number;
    verify?: string;
    verify_held?: boolean;
    lines: number;
    webhooks_behind: number | null; // none: nobody is told
}
