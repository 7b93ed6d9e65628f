// Addresses of the portal. They stand behind the #, so a query code never reaches a server's log.
import { createRouter, createWebHashHistory } from "vue-router";
import WrongAddress from "@/shell/WrongAddress.vue";
import HomePage from "./pages/HomePage.vue";

export const router = createRouter({
    history: createWebHashHistory(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
    routes: [
        { path: "/", component: HomePage },
        { path: "/say", component: () => import("./pages/SayPage.vue") },
        { path: "/follow/:code?", component: () => import("./pages/FollowPage.vue") },
        { path: "/done", component: () => import("./pages/DonePage.vue") },
        { path: "/claim/:code?", component: () => import("./pages/ClaimPage.vue") },
        { path: "/:rest(.*)*", component: WrongAddress },
    ],
});
