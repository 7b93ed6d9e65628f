// Addresses of the console. Pages are fetched when they are first opened.
import { createRouter, createWebHashHistory } from "vue-router";
import TodayPage from "./pages/TodayPage.vue";

export const router = createRouter({
    history: createWebHashHistory(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
    routes: [
        { path: "/", component: TodayPage },
        { path: "/cases", component: () => import("./pages/CasesPage.vue") },
        { path: "/cases/new", component: () => import("./pages/CaseNewPage.vue") },
        { path: "/cases/:id", component: () => import("./pages/CasePage.vue") },
        { path: "/:rest(.*)*", component: () => import("@/shell/WrongAddress.vue") },
    ],
});
