// What is half filled in is kept until it is sent: a lost network, an ended session, a reload or a
// page left by mistake loses no words. It is kept for whoever wrote it, on this page, in this
// window alone, for a desk is shared; signing out forgets it. Photos are not kept.
import { nextTick, ref, watch, type Ref } from "vue";
import { me, onSignOut } from "./session";

const prefix = "linli.draft ";

export interface Draft {
    restored: Ref<boolean>;
    forget: () => void;
    empty: () => Promise<void>; // as it was when the form was opened
}

function keyOf(name: string, account = me.value?.account): string {
    const page = window.location.pathname + window.location.hash.split("?")[0];
    return `${prefix}${account ?? ""} ${page} ${name}`;
}

function keep(key: string, changes: object): void {
    try {
        if (Object.keys(changes).length === 0) window.sessionStorage.removeItem(key);
        else window.sessionStorage.setItem(key, JSON.stringify(changes));
    } catch {
        // A window that may keep nothing has the words on the page alone.
    }
}

export function forgetDraft(name: string, account?: string): void {
    window.sessionStorage.removeItem(keyOf(name, account));
}

// Only what differs from how the form began is kept: the rest may be newer when it is opened again.
export function useDraft<T extends object>(name: string, values: Ref<T>): Draft {
    const key = keyOf(name);
    const began = JSON.parse(JSON.stringify(values.value)) as T;
    const kept = window.sessionStorage.getItem(key);
    const restored = ref(kept !== null);
    if (kept) values.value = { ...values.value, ...(JSON.parse(kept) as Partial<T>) };

    watch(
        values,
        (now) => {
            const same = (field: string) =>
                JSON.stringify(Reflect.get(now, field)) ===
                JSON.stringify(Reflect.get(began, field));
            const changes = Object.entries(now).filter(([field]) => !same(field));
            keep(key, Object.fromEntries(changes));
        },
        { deep: true, flush: "sync" },
    );
    const forget = () => {
        restored.value = false;
        window.sessionStorage.removeItem(key);
    };
    const empty = async () => {
        values.value = JSON.parse(JSON.stringify(began)) as T;
        await nextTick(); // what the form makes of it by itself is no word of anybody's
        forget();
    };
    return { restored, forget, empty };
}

onSignOut(() => {
    for (const key of Object.keys(window.sessionStorage))
        if (key.startsWith(prefix)) window.sessionStorage.removeItem(key);
});
