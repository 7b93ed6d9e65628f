// Headings number themselves: 一、 （一） 1. （1）; a paragraph has none. The same grammar as the
// printed document has.
const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

export function chineseNumber(n: number): string {
    if (n <= 10) return digits[n] ?? String(n);
    if (n < 20) return `十${digits[n - 10]}`;
    const ones = n % 10;
    return n < 100 ? `${digits[Math.floor(n / 10)]}十${ones ? digits[ones] : ""}` : String(n);
}

export function numbered(levels: number[]): string[] {
    const counts = [0, 0, 0, 0, 0];
    return levels.map((level) => {
        if (level === 0) return "";
        counts[level] = (counts[level] ?? 0) + 1;
        for (let below = level + 1; below < counts.length; ++below) counts[below] = 0;
        const n = counts[level] ?? 0;
        if (level === 1) return `${chineseNumber(n)}、`;
        if (level === 2) return `（${chineseNumber(n)}）`;
        return level === 3 ? `${n}.` : `（${n}）`;
    });
}
