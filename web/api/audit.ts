// What auditors are told: posts and rights of a day, heads of the journal's chain.
import type { Words } from "@/shell/language";
import type { Ref } from "./shapes";

export interface RightHeld {
    post: string;
    title: Words;
    holder: string;
    place: Ref;
    unit: string;
    from: string;
    to: string | null;
    stand_in: boolean;
    rights: string[];
}

export interface DayHead {
    day: string;
    seq: number;
    hash: string;
}

export interface SignedHead {
    office: string;
    tenant: string;
    day: string;
    seq: number;
    digest: string;
    hash: string;
    key: string;
    signature: string;
}
