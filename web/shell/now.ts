// The time by the server's clock, by the minute, so that a countdown stays true while one looks at
// it, and on a machine whose own clock is wrong.
import { ref } from "vue";
import { clockAhead, onClockSet } from "@/api/client";

const serverTime = () => Date.now() + clockAhead();
export const now = ref(serverTime());

const look = (): void => {
    now.value = serverTime();
};
window.setInterval(look, 30_000);
document.addEventListener("visibilitychange", () => !document.hidden && look());
onClockSet(look);
