// Addresses of the phone pages.
import { createRouter, createWebHashHistory } from "vue-router";
import CasePage from "./pages/CasePage.vue";
import DataPage from "./pages/DataPage.vue";
import HomePage from "./pages/HomePage.vue";
import MePage from "./pages/MePage.vue";
import OutboxPage from "./pages/OutboxPage.vue";
import ReportPage from "./pages/ReportPage.vue";
import TodoPage from "./pages/TodoPage.vue";
import WrongAddress from "@/shell/WrongAddress.vue";

// All in one piece: a page that was not fetched yet could not be opened without a network.
export const router = createRouter({
    history: createWebHashHistory(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
    routes: [
        { path: "/", component: HomePage },
        { path: "/report", component: ReportPage },
        { path: "/todo", component: TodoPage },
        { path: "/outbox", component: OutboxPage },
        { path: "/cases/:id", component: CasePage },
        { path: "/me", component: MePage },
        { path: "/me/data", component: DataPage },
        { path: "/:rest(.*)*", component: WrongAddress },
    ],
});
