// Coming to a page, for those who hear it or go by the keyboard: the window is called what the
// page's heading says, and the next Tab goes into the page, not through the menu again.
import { onScopeDispose, ref, watch, watchEffect, type Ref } from "vue";
import { useRoute } from "vue-router";

export function useArrivals(main: Ref<HTMLElement | null>, surface: () => string): void {
    const route = useRoute();
    const heading = ref("");
    const watching = new MutationObserver(() => {
        heading.value = main.value?.querySelector("h1")?.textContent.trim() ?? "";
    });
    watch(
        main,
        (now) => {
            watching.disconnect();
            if (now) watching.observe(now, { childList: true, characterData: true, subtree: true });
        },
        { flush: "post" },
    );
    watchEffect(() => {
        document.title = heading.value ? `${heading.value} · ${surface()}` : surface();
    });
    watch(
        () => route.path,
        (_now, before) => before && main.value?.focus({ preventScroll: true }),
        { flush: "post" },
    );
    onScopeDispose(() => watching.disconnect());
}
