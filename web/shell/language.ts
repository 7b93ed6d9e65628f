// Which of the two languages is shown, kept on this device. Knows no sentence itself.
import { computed, ref, watchEffect, type ComputedRef } from "vue";

export type Language = "zh" | "en";

const kept = (): Language => {
    const asked = new URLSearchParams(window.location.search).get("language");
    const word = asked ?? window.localStorage.getItem("linli.language");
    return word === "en" ? "en" : "zh";
};

export const language = ref<Language>(kept());

watchEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
});

export function speak(next: Language): void {
    language.value = next;
    window.localStorage.setItem("linli.language", next);
}

// The sentences of one area in the language of now. Both files must have the same keys: the type of
// the Chinese one is what the English one is checked against.
export function spoken<W>(zh: W, en: NoInfer<W>): ComputedRef<W> {
    return computed(() => (language.value === "zh" ? zh : en));
}

// What stands between the words of a list.
export const comma = (): string => (language.value === "zh" ? "、" : ", ");

// Words that come with the data, such as the titles a programme declares.
export interface Words {
    zh: string;
    en: string;
}

export function inWords(words: Words | string | null | undefined): string {
    if (words === null || words === undefined) return "";
    if (typeof words === "string") return words;
    return words[language.value] || words.zh || words.en;
}
