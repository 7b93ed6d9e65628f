// The table of a run: what was measured, what should hold, what was reached.
export interface Measured {
    what: string;
    hold: string; // in words, as design and docs say it
    got: string; // the ratio first, then what it is of
    reached: boolean | undefined; // none: nothing was promised
}

export function table(all: Measured[]): string {
    const mark = ({ reached }: Measured) => (reached === undefined ? "" : reached ? "yes" : "NO");
    const lines = all.map((one) => `| ${one.what} | ${one.hold} | ${one.got} | ${mark(one)} |`);
    return ["| what | holds | measured | reached |", "|---|---|---|---|", ...lines].join("\n");
}

export const ratio = (number: number): string => number.toFixed(2);
