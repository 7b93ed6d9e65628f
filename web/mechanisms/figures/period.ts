// Periods by the names the server knows them by: "2026", "2026H1", "2026Q1", "2026-03", "2026-W05".
import { figureWords as w } from "@/words/figures";

export type Grain = "week" | "month" | "quarter" | "half_year" | "year";

const oneDay = 86_400_000;
const two = (n: number) => String(n).padStart(2, "0");
const named = /^(\d{4})(?:-(\d\d)|-W(\d\d)|Q([1-4])|H([12]))?$/;

// The Monday of the week of a day. A week belongs to the year of its Thursday (ISO 8601), so that
// 4 January is always in the first.
function mondayOf(day: number): number {
    return day - ((new Date(day).getUTCDay() + 6) % 7) * oneDay;
}

function weekName(monday: number): string {
    const thursday = monday + 3 * oneDay;
    const year = new Date(thursday).getUTCFullYear();
    return `${year}-W${two(Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * oneDay)) + 1)}`;
}

export function periodWords(name: string): string {
    const match = named.exec(name);
    if (!match) return name;
    const year = Number(match[1]);
    if (match[2]) return w.value.month(year, Number(match[2]));
    if (match[3]) return w.value.week(year, Number(match[3]));
    if (match[4]) return w.value.quarter(year, Number(match[4]));
    if (match[5]) return w.value.half(year, Number(match[5]));
    return w.value.year(year);
}

// The first day of a period with a name.
export function firstDay(name: string): string {
    const match = named.exec(name);
    if (!match) return "";
    if (match[3]) {
        const first = mondayOf(Date.UTC(Number(match[1]), 0, 4));
        const monday = first + (Number(match[3]) - 1) * 7 * oneDay;
        return new Date(monday).toISOString().slice(0, 10);
    }
    const month = Number(match[2] ?? Number(match[4] ?? 1) * 3 - 2);
    return `${match[1]}-${two(match[5] === "2" ? 7 : month)}-01`;
}

// The last `count` periods of a grain, the one of today first.
export function periods(grain: Grain, today: string, count: number): string[] {
    if (grain === "week") {
        const monday = mondayOf(Date.parse(today));
        return Array.from({ length: count }, (_, back) => weekName(monday - back * 7 * oneDay));
    }
    const year = Number(today.slice(0, 4));
    const month = Number(today.slice(5, 7));
    const per = { month: 12, quarter: 4, half_year: 2, year: 1 }[grain];
    const now = year * per + Math.ceil((month * per) / 12) - 1;
    return Array.from({ length: count }, (_, back) => {
        const index = now - back;
        const inYear = Math.floor(index / per);
        const part = (index % per) + 1;
        if (grain === "month") return `${inYear}-${two(part)}`;
        if (grain === "quarter") return `${inYear}Q${part}`;
        return grain === "half_year" ? `${inYear}H${part}` : String(inYear);
    });
}
