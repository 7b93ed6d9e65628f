// Who was signed in last on this phone, so that the pages open without a network. It opens nothing:
// the server decides by the session, and knows better the moment it can be asked.
import { computed } from "vue";
import type { Me } from "@/shell/session";

const name = "linli.me";

export const lastKnown = computed<Me | null>({
    get: () => {
        const kept = window.localStorage.getItem(name);
        return kept ? (JSON.parse(kept) as Me) : null;
    },
    set: (who) => {
        if (who) window.localStorage.setItem(name, JSON.stringify(who));
        else window.localStorage.removeItem(name);
    },
});
