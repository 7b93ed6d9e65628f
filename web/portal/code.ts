// A code as people type it from paper, made fit for an address.
export const plainCode = (typed: string): string =>
    typed
        .normalize("NFKC")
        .replace(/[^0-9a-z]/gi, "")
        .toUpperCase();
