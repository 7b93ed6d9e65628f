// The condition of the office, row by row: what there is to say, and what should be looked after.
import type { Condition } from "@/api/upkeep";
import { instantWords } from "@/shell/time";
import { upkeepWords } from "@/words/upkeep";

export interface ConditionRow {
    title: string;
    says: string;
    wrong?: string;
}

const soonDays = 30;
const oldHours = 48;
const slowWrite = 2000; // milliseconds: somebody waits and wonders
const slowStreams = 30; // seconds

function size(bytes: number): string {
    const [unit, by] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
    return `${(bytes / Number(by)).toFixed(1)} ${unit}`;
}

const joined = (...parts: (string | false | null | undefined)[]): string =>
    parts.filter(Boolean).join(" · ");

function data(is: Condition): ConditionRow[] {
    const w = upkeepWords.value.condition;
    const grows = is.bytes_a_day != null && w.aDay(size(is.bytes_a_day));
    const all = [{ title: w.bytes, says: joined(size(is.bytes), grows) }];
    if (is.free == null) return [...all, { title: w.free, says: w.elsewhere }];
    const left = is.days_left ?? null;
    const says = joined(size(is.free), left !== null && w.daysLeft(left));
    const wrong = left !== null && left < soonDays ? w.soonFull : "";
    return [...all, { title: w.free, says, wrong }];
}

function kept(is: Condition): ConditionRow[] {
    const w = upkeepWords.value.condition;
    const hours = (at: string) => (Date.now() - Date.parse(at)) / 3_600_000;
    return [
        {
            title: w.backup,
            says: is.backup ? joined(instantWords(is.backup), size(is.backup_bytes ?? 0)) : w.never,
            wrong: !is.backup ? w.backUp : hours(is.backup) > oldHours ? w.old : "",
        },
        {
            title: w.verify,
            says: is.verify ? joined(instantWords(is.verify), is.verify_held && w.held) : w.never,
            wrong: is.verify_held === false ? w.broken : "",
        },
    ];
}

function waiting({ lane, streams_behind, ...is }: Condition): ConditionRow[] {
    const w = upkeepWords.value.condition;
    const all: ConditionRow[] = [
        {
            title: w.lane,
            says: joined(
                lane.waiting > 0 ? w.laneWaits(lane.waiting) : w.laneFree,
                lane.answered > 0
                    ? w.laneTook(lane.minutes, lane.answered, lane.typical, lane.longest)
                    : w.laneIdle(lane.minutes),
            ),
            wrong: lane.longest > slowWrite ? w.laneSlow : "",
        },
    ];
    if (streams_behind != null) {
        all.push({
            title: w.streams,
            says: streams_behind > 0 ? w.streamsBehind(streams_behind) : w.notBehind,
            wrong: streams_behind > slowStreams ? w.seeLog : "",
        });
    }
    if (is.webhooks_behind != null) {
        const behind = is.webhooks_behind;
        const since = is.webhooks_failing ? w.failingSince(instantWords(is.webhooks_failing)) : "";
        all.push({
            title: w.webhooks,
            says: behind > 0 ? w.behind(behind) : w.notBehind,
            wrong: since,
        });
    }
    return all;
}

export function conditionRows(is: Condition): ConditionRow[] {
    const w = upkeepWords.value.condition;
    return [
        ...data(is),
        ...kept(is),
        ...waiting(is),
        { title: w.lines, says: w.linesOf(is.lines) },
        { title: w.engine, says: is.engine },
        { title: w.version, says: joined(is.version, is.commit && w.commit(is.commit)) },
    ];
}
