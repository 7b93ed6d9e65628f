// Reporting where there is a network: a neighbour's report of the same is offered first, and what
// comes back is a receipt. One thing at a time: a second press, wherever, sends nothing.
import { computed, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { newAct } from "@/api/act";
import { upload, withPhotos } from "@/api/files";
import { Refused, type Problem } from "@/api/client";
import type { Alike, PartDeclared, Receipt } from "@/api/shapes";
import { forgetDraft } from "@/shell/draft";
import { me, whoAmI } from "@/shell/session";
import { useDoing } from "@/shell/work";
import { addPhotos, findAlike, joinCase, openCase } from "./cases";
import type { Report } from "./ReportForm.vue";

export interface Reporting {
    busy: Ref<boolean>;
    problem: ShallowRef<Problem | null>;
    alike: ShallowRef<Alike[]>;
    receipt: ShallowRef<Receipt | null>;
    photosLeft: Ref<boolean>; // what it joined did not take the photos
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
    const photosLeft = ref(false);

    const looking = useDoing((_act, report: Report, part: PartDeclared | undefined) =>
        findAlike(part, report.values),
    );
    const opening = useDoing(async (act, report: Report) => {
        const values = await withPhotos(report.values, report.photos);
        return openCase(act, report.part, values, report.reporter);
    });
    // The photos are there before it joins, so that little can go wrong after; and joining once
    // more adds them once.
    const adding = new Map<string, string>();
    const joining = useDoing(async (act, record: string, report: Report) => {
        const photos: string[] = [];
        for (const photo of Object.values(report.photos).flat()) photos.push(await upload(photo));
        if (photos.length > 0 && me.value === undefined) await whoAmI();
        const joined = await joinCase(act, record, report.words, report.reporter);
        if (photos.length === 0) return joined;
        // Whoever has no account is known by the code.
        const code = joined.code.replace("-", "");
        const road = me.value ? `/api/cases/${record}` : `/api/follow/${code}`;
        adding.set(act, adding.get(act) ?? newAct());
        await addPhotos(adding.get(act) ?? "", road, photos).catch((trouble: unknown) => {
            if (!(trouble instanceof Refused)) throw trouble;
            photosLeft.value = true;
        });
        return joined;
    });

    async function alone(doing: () => Promise<void>): Promise<void> {
        if (busy.value) return;
        busy.value = true;
        await doing().finally(() => (busy.value = false));
    }

    async function open(): Promise<void> {
        alike.value = [];
        if (kept.value) receipt.value = await opening.run(kept.value);
        if (receipt.value) forgetDraft("report");
    }
    const goOn = () => alone(open);

    const send = (report: Report, part: PartDeclared | undefined) =>
        alone(async () => {
            kept.value = report;
            photosLeft.value = false;
            const found = await looking.run(report, part);
            if (!found) return; // the session has ended, and the door is there
            alike.value = found;
            if (found.length === 0) await open();
        });

    const join = (record: string) =>
        alone(async () => {
            if (!kept.value) return;
            receipt.value = await joining.run(record, kept.value);
            if (receipt.value) {
                alike.value = [];
                forgetDraft("report");
            } else opening.problem.value = joining.problem.value;
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
        photosLeft,
        nameless,
        send,
        goOn,
        join,
        another,
    };
}
