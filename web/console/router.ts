// Addresses of the console.
import { createRouter, createWebHashHistory } from "vue-router";
import TodayPage from "./pages/TodayPage.vue";

export const router = createRouter({
    history: createWebHashHistory(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
    routes: [
        { path: "/", component: TodayPage },
        { path: "/:rest(.*)*", component: () => import("@/shell/WrongAddress.vue") },
    ],
});
