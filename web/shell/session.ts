// Who is signed in here, as the server says; null for a stranger, undefined until it has been
// asked.
import { computed, ref, shallowRef } from "vue";
import { onBehalfOf, onSignedOut, read, Refused, write } from "@/api/client";
import { setZone } from "./time";
import type { Words } from "./language";

export interface Post {
    post: string;
    role: string;
    title: Words;
    place: { id: string; name: string };
    stand_in: boolean;
}

export interface Me {
    account: string;
    person: string | null;
    home: string | null;
    name: string;
    login: string;
    must_change_password: boolean;
    must_set_second_factor: boolean;
    office: string;
    zone: number;
    posts: Post[];
    rights: string[];
}

export const me = shallowRef<Me | null | undefined>(undefined);
export const trouble = ref(false);

export const signedIn = computed(() => me.value !== null && me.value !== undefined);

// Something must be set first; until then the server answers nothing else.
export const newcomer = computed(
    () => (me.value?.must_change_password || me.value?.must_set_second_factor) ?? false,
);

export function may(right: string): boolean {
    return me.value?.rights.includes(right) ?? false;
}

export async function whoAmI(): Promise<void> {
    try {
        const answer = await read<Me>("/api/me");
        setZone(answer.data.zone ?? 480);
        me.value = answer.data;
    } catch (problem) {
        if (!(problem instanceof Refused)) throw problem;
        me.value = null;
    }
}

// `code`: where the account has a second factor; "" at first.
export async function signIn(
    login: string,
    password: string,
    code: string,
    act: string,
): Promise<void> {
    const body = code ? { login, password, code } : { login, password };
    await write<unknown>("POST", "/api/session", { body, act });
    await whoAmI();
}

// Who leaves leaves nothing behind.
const leaving: (() => void)[] = [];
export function onSignOut(handler: () => void): void {
    leaving.push(handler);
}

export async function signOut(): Promise<void> {
    leaving.forEach((handler) => handler());
    await write<unknown>("DELETE", "/api/session").catch(() => undefined);
    me.value = null;
}

onBehalfOf(() => me.value?.account ?? "");
onSignedOut(() => {
    if (me.value) me.value = null;
});
