// Reading and acting as a page does it: what is there, whether it is under way, and what went
// wrong.
import {
    onScopeDispose,
    ref,
    shallowRef,
    watch,
    type Ref,
    type ShallowRef,
    type WatchSource,
} from "vue";
import { newAct } from "@/api/act";
import { Refused, Unreachable, type Answer, type Problem } from "@/api/client";

export const unreachable: Problem = { status: 0, code: "unreachable", at: "", with: "" };

export function problemFrom(trouble: unknown): Problem {
    if (trouble instanceof Refused) return trouble.problem;
    if (trouble instanceof Unreachable) return unreachable;
    throw trouble;
}

export interface Reading<T> {
    value: ShallowRef<T | null>;
    edition: Ref<string>;
    next: Ref<string>;
    loading: Ref<boolean>;
    problem: ShallowRef<Problem | null>;
    again: () => Promise<void>;
}

// Reads at once, and anew whenever a source changes. A late answer to an older question is dropped.
// What was shown stays while it is read anew, so that a page does not flicker.
export function useReading<T>(
    ask: () => Promise<Answer<T>>,
    sources: WatchSource[] = [],
): Reading<T> {
    const value = shallowRef<T | null>(null);
    const problem = shallowRef<Problem | null>(null);
    const edition = ref("");
    const next = ref("");
    const loading = ref(true);
    let turn = 0;

    const again = async (): Promise<void> => {
        const mine = ++turn;
        loading.value = true;
        try {
            const answer = await ask();
            if (mine !== turn) return;
            value.value = answer.data;
            edition.value = answer.edition;
            next.value = answer.next;
            problem.value = null;
        } catch (trouble) {
            if (mine !== turn) return;
            problem.value = problemFrom(trouble);
        } finally {
            if (mine === turn) loading.value = false;
        }
    };

    if (sources.length > 0) {
        watch(sources, () => {
            value.value = null;
            void again();
        });
    }
    onScopeDispose(() => ++turn);
    void again();
    return { value, edition, next, loading, problem, again };
}

export interface Doing<A extends unknown[], T> {
    busy: Ref<boolean>;
    problem: ShallowRef<Problem | null>;
    run: (...given: A) => Promise<T | null>;
}

// Runs an act. When nobody knows whether it was done (the road broke), pressing again sends the
// same act id; once it was done or refused, the next press is a new act.
export function useDoing<A extends unknown[], T>(
    doing: (act: string, ...given: A) => Promise<T>,
): Doing<A, T> {
    const busy = ref(false);
    const problem = shallowRef<Problem | null>(null);
    let act = newAct();
    let sent = "";

    const run = async (...given: A): Promise<T | null> => {
        if (busy.value) return null;
        const asked = JSON.stringify(given);
        if (asked !== sent) act = newAct();
        sent = asked;
        busy.value = true;
        problem.value = null;
        try {
            const done = await doing(act, ...given);
            sent = "";
            return done;
        } catch (trouble) {
            problem.value = problemFrom(trouble);
            if (!(trouble instanceof Unreachable)) sent = "";
            return null;
        } finally {
            busy.value = false;
        }
    };
    return { busy, problem, run };
}
