// Lists that stay true while one looks at them: the server says which kind of record has changed in
// one's places, and no more; the page then asks again.
import { onScopeDispose, ref, watch } from "vue";
import { me, newcomer, whoAmI } from "./session";

type Kind = "case" | "person" | "household" | "account" | "journal";

const counts = {
    case: ref(0),
    person: ref(0),
    household: ref(0),
    account: ref(0),
    journal: ref(0),
};
let stream: EventSource | null = null;

function heard(event: MessageEvent<string>): void {
    const kind = event.data.split("@")[0] as Kind;
    if (kind in counts) ++counts[kind].value;
}

// The road being down, the browser tries again by itself; refused, it does not: the session has
// ended, and the page should not look as if it had not.
function refused(): void {
    if (stream?.readyState === EventSource.CLOSED) void whoAmI().catch(() => undefined);
}

watch(
    () => (newcomer.value ? undefined : me.value?.account),
    (account) => {
        stream?.close();
        stream = account ? new EventSource("/api/events") : null;
        stream?.addEventListener("changed", heard);
        stream?.addEventListener("error", refused);
    },
    { immediate: true },
);

// Calls `again` after a change, but not more often than every two seconds. "account" is a change
// that concerns oneself, whatever one may see besides.
export function whenChanged(kinds: Kind[], again: () => Promise<void>): void {
    let timer = 0;
    const heeded = kinds.map((kind) => counts[kind]);
    const stop = watch(heeded, () => {
        if (timer !== 0) return;
        timer = window.setTimeout(() => {
            timer = 0;
            void again();
        }, 2000);
    });
    onScopeDispose(() => {
        stop();
        window.clearTimeout(timer);
    });
}
