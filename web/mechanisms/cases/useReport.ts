// Reporting where there is a network: a neighbour's report of the same is offered first, and what
// comes back is a receipt. One thing at a time: a second press, wherever, sends nothing.
import { computed, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { withPhotos } from "@/api/files";
import type { Problem } from "@/api/client";
import type { Alike, PartDeclared, Receipt } from "@/api/shapes";
import { useDoing } from "@/shell/work";
import { findAlike, joinCase, openCase } from "./cases";
import type { Report } from "./ReportForm.vue";

export interface Reporting {
    busy: Ref<boolean>;
    problem: ShallowRef<Problem | null>;
    alike: ShallowRef<Alike[]>;
    receipt: ShallowRef<Receipt | null>;
    nameless: Readonly<Ref<boolean>>; // whoever reports can be found by nothing but the code
    send: (report: Report, part: PartDeclared | undefined) => Promise<void>;
    goOn: () => Promise<void>;
    join: (record: string) => Promise<void>;
    another: () => void;
}

export function useReport(): Reporting {
    const alike = shallowRef<Alike[]>([]);
    const receipt = shallowRef<Receipt | null>(null);
    const kept = ref<Report | null>(null);
    const busy = ref(false);

    const opening = useDoing(async (act, report: Report) => {
        const values = await withPhotos(report.values, report.photos);
        return openCase(act, report.part, values, report.reporter);
    });
    const joining = useDoing((act, record: string, report: Report) =>
        joinCase(act, record, report.words, report.reporter),
    );

    async function alone(doing: () => Promise<void>): Promise<void> {
        if (busy.value) return;
        busy.value = true;
        await doing().finally(() => (busy.value = false));
    }

    async function open(): Promise<void> {
        alike.value = [];
        if (kept.value) receipt.value = await opening.run(kept.value);
    }
    const goOn = () => alone(open);

    const send = (report: Report, part: PartDeclared | undefined) =>
        alone(async () => {
            kept.value = report;
            alike.value = await findAlike(part, report.values);
            if (alike.value.length === 0) await open();
        });

    const join = (record: string) =>
        alone(async () => {
            if (!kept.value) return;
            receipt.value = await joining.run(record, kept.value);
            if (receipt.value) alike.value = [];
            else opening.problem.value = joining.problem.value;
        });

    const nameless = computed(() => {
        const whom = kept.value?.reporter;
        return !whom?.person && !whom?.phone;
    });

    function another(): void {
        receipt.value = null;
        kept.value = null;
    }
    return {
        busy,
        problem: opening.problem,
        alike,
        receipt,
        nameless,
        send,
        goOn,
        join,
        another,
    };
}
