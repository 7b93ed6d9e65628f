// 长辈版: larger type and larger targets, kept on this device.
import { ref, watchEffect } from "vue";

const name = "linli.large";
const kept = window.localStorage.getItem(name);
export const large = ref(kept === "yes");
export const chosen = ref(kept !== null); // whether somebody here has said which they want

watchEffect(() => {
    document.documentElement.toggleAttribute("data-large", large.value);
});

export function setLarge(next: boolean): void {
    large.value = next;
    chosen.value = true;
    window.localStorage.setItem(name, next ? "yes" : "no");
}
