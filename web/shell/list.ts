// A list read page by page: the next page is asked for by the cursor of the last one.
import {
    onScopeDispose,
    ref,
    shallowRef,
    watch,
    type Ref,
    type ShallowRef,
    type WatchSource,
} from "vue";
import type { Answer, Problem } from "@/api/client";
import { problemFrom } from "./work";

interface PageOf<T> {
    items: T[];
    next?: string | null;
}

export interface Listing<T> {
    items: ShallowRef<T[] | null>; // null until the first page is there
    hasMore: Ref<boolean>;
    loading: Ref<boolean>;
    problem: ShallowRef<Problem | null>;
    again: () => Promise<void>;
    fresh: () => Promise<void>; // again, unless one has paged on: a list never jumps under the hand
    more: () => Promise<void>;
}

export function useList<T>(
    ask: (cursor: string) => Promise<Answer<PageOf<T>>>,
    sources: WatchSource[] = [],
): Listing<T> {
    const items = shallowRef<T[] | null>(null);
    const problem = shallowRef<Problem | null>(null);
    const loading = ref(false);
    const hasMore = ref(false);
    let cursor = "";
    let turn = 0;
    let paged = false;

    async function load(from: string): Promise<void> {
        const mine = ++turn;
        loading.value = true;
        try {
            const { data } = await ask(from);
            if (mine !== turn) return;
            items.value = from === "" ? data.items : [...(items.value ?? []), ...data.items];
            cursor = data.next ?? "";
            hasMore.value = cursor !== "";
            problem.value = null;
            paged = from !== "";
        } catch (trouble) {
            if (mine === turn) problem.value = problemFrom(trouble);
        } finally {
            if (mine === turn) loading.value = false;
        }
    }

    const again = () => load("");
    const fresh = async () => {
        if (!paged && !loading.value) await again();
    };
    const more = () => load(cursor);
    if (sources.length > 0) {
        watch(sources, () => {
            items.value = null;
            void again();
        });
    }
    onScopeDispose(() => ++turn);
    void again();
    return { items, hasMore, loading, problem, again, fresh, more };
}
