// The time by the server's clock, by the minute, so that a countdown stays true while one looks at
// it, and on a machine whose own clock is wrong.
import { ref } from "vue";
import { clockAhead, onClockSet } from "@/api/client";

const tellTime = () => Date.now() + clockAhead();
export const now = ref(tellTime());

const look = (): void => {
    now.value = tellTime();
};
window.setInterval(look, 30_000);
document.addEventListener("visibilitychange", () => !document.hidden && look());
onClockSet(look);
