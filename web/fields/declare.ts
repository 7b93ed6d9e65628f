// Fields that pages declare themselves, with titles from their words.
import type { Field, Kind } from "./field";

type Sentences<W> = { [K in keyof W]: W[K] extends string ? K : never }[keyof W];

export function fieldsIn<W>(
    zh: W,
    en: NoInfer<W>,
): (name: string, kind: Kind, word: Sentences<W>, more?: Partial<Field>) => Field {
    return (name, kind, word, more = {}) => ({
        name,
        kind,
        title: { zh: String(zh[word]), en: String(en[word]) },
        ...more,
    });
}
