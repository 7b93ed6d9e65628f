// Coming to a page, for those who hear it or go by the keyboard: the window is called what the
// page's heading says, and the next Tab goes into the page, not through the menu again; also where
// the page has taken away what one was at.
import { nextTick, onScopeDispose, ref, watch, watchEffect, type Ref } from "vue";
import { START_LOCATION, useRouter } from "vue-router";

export function useArrivals(main: Ref<HTMLElement | null>, surface: () => string): void {
    const heading = ref("");
    let at: EventTarget | null = null;
    const come = (event: FocusEvent) => (at = event.target);
    const arrive = () => main.value?.focus({ preventScroll: true });

    function look(): void {
        heading.value = main.value?.querySelector("h1")?.textContent.trim() ?? "";
        const taken = at instanceof Element && at.getClientRects().length === 0;
        if (taken && document.activeElement === document.body) arrive();
    }

    const watching = new MutationObserver(look);
    watch(
        main,
        (now) => {
            watching.disconnect();
            if (now) watching.observe(now, { childList: true, characterData: true, subtree: true });
            look();
        },
        { flush: "post" },
    );
    watchEffect(() => {
        document.title = heading.value ? `${heading.value} · ${surface()}` : surface();
    });
    const leave = useRouter().afterEach(async (to, from) => {
        if (from === START_LOCATION || to.path === from.path) return;
        await nextTick();
        arrive();
    });
    document.addEventListener("focusin", come);
    onScopeDispose(() => {
        leave();
        watching.disconnect();
        document.removeEventListener("focusin", come);
    });
}
