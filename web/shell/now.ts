// The time as the page goes on, by the minute, so that a countdown stays true while one looks at
// it.
import { ref } from "vue";

export const now = ref(Date.now());

window.setInterval(() => {
    now.value = Date.now();
}, 30_000);

document.addEventListener("visibilitychange", () => {
    if (!document.hidden) now.value = Date.now();
});
