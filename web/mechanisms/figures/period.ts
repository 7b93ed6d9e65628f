// Periods by the names the server knows them by: "2026", "2026H1", "2026Q1", "2026-03".
import { figureWords as w } from "@/words/figures";

export type Grain = "month" | "quarter" | "half_year" | "year";

const two = (n: number) => String(n).padStart(2, "0");

export function periodWords(name: string): string {
    const match = /^(\d{4})(?:-(\d\d)|Q([1-4])|H([12]))?$/.exec(name);
    if (!match) return name;
    const year = Number(match[1]);
    if (match[2]) return w.value.month(year, Number(match[2]));
    if (match[3]) return w.value.quarter(year, Number(match[3]));
    if (match[4]) return w.value.half(year, Number(match[4]));
    return w.value.year(year);
}

// The first day of a period with a name.
export function firstDay(name: string): string {
    const match = /^(\d{4})(?:-(\d\d)|Q([1-4])|H([12]))?$/.exec(name);
    if (!match) return "";
    const month = Number(match[2] ?? Number(match[3] ?? 1) * 3 - 2);
    return `${match[1]}-${two(match[4] === "2" ? 7 : month)}-01`;
}

// The last `count` periods of a grain, the one of today first.
export function periods(grain: Grain, today: string, count: number): string[] {
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
