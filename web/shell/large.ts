// 长辈版: larger type and larger targets, kept on this device.
import { ref, watchEffect } from "vue";

export const large = ref(window.localStorage.getItem("linli.large") === "yes");

watchEffect(() => {
    document.documentElement.toggleAttribute("data-large", large.value);
});

export function setLarge(next: boolean): void {
    large.value = next;
    window.localStorage.setItem("linli.large", next ? "yes" : "no");
}
