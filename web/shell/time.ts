// Instants and days as people read them, in the office's zone whatever the browser's is.
import { language } from "./language";

let zoneMinutes = 480;

export function setZone(minutesEast: number): void {
    zoneMinutes = minutesEast;
}

// The local wall clock as a Date whose UTC parts are to be read.
function local(instant: string | number | Date): Date {
    return new Date(new Date(instant).getTime() + zoneMinutes * 60_000);
}

const two = (n: number) => String(n).padStart(2, "0");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = {
    zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
    en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

export function dayOf(instant: string | number | Date): string {
    const at = local(instant);
    return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}

// "2026-03-02" → 2026年3月2日, 2 Mar 2026
export function dayWords(day: string | null | undefined): string {
    if (!day) return "";
    const [year, month, date] = day.split("-").map(Number);
    if (year === undefined || month === undefined || date === undefined) return day;
    return language.value === "zh"
        ? `${year}年${month}月${date}日`
        : `${date} ${months[month - 1] ?? ""} ${year}`;
}

export function weekdayWords(day: string): string {
    return weekdays[language.value][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
}

export function timeWords(instant: string): string {
    const at = local(instant);
    return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

// 3月2日 09:00 in this year, with the year in any other.
export function instantWords(instant: string | null | undefined, now = Date.now()): string {
    if (!instant) return "";
    const at = local(instant);
    const thisYear = at.getUTCFullYear() === local(now).getUTCFullYear();
    const zh = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
    const en = `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""}`;
    const day =
        language.value === "zh"
            ? (thisYear ? "" : `${at.getUTCFullYear()}年`) + zh
            : en + (thisYear ? "" : ` ${at.getUTCFullYear()}`);
    return `${day} ${timeWords(instant)}`;
}

export type Pressure = "late" | "soon" | "calm";

export interface Countdown {
    pressure: Pressure;
    words: string;
}

// How long until something is due, in the one largest unit that matters to whoever reads it.
export function countdown(due: string, now: number): Countdown {
    const minutes = Math.round((new Date(due).getTime() - now) / 60_000);
    const size = Math.abs(minutes);
    const zh = language.value === "zh";
    const amount =
        size < 60
            ? zh
                ? `${size}分钟`
                : `${size} min`
            : size < 48 * 60
              ? zh
                  ? `${Math.floor(size / 60)}小时`
                  : `${Math.floor(size / 60)} h`
              : zh
                ? `${Math.floor(size / 1440)}天`
                : `${Math.floor(size / 1440)} d`;
    if (minutes < 0) return { pressure: "late", words: zh ? `超期${amount}` : `${amount} late` };
    const pressure = minutes < 8 * 60 ? "soon" : "calm";
    return { pressure, words: zh ? `还剩${amount}` : `${amount} left` };
}

// 08:31 of a phone's own clock, for the outbox.
export function clockWords(millis: number): string {
    return instantWords(new Date(millis).toISOString());
}

// "2026-03-02T09:00" on the office's wall → the instant.
export function instantOf(localTime: string): string {
    return new Date(Date.parse(`${localTime}:00Z`) - zoneMinutes * 60_000).toISOString();
}
