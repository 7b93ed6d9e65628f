// Addresses of the console. Pages are fetched when they are first opened.
import { createRouter, createWebHashHistory } from "vue-router";
import WrongAddress from "@/shell/WrongAddress.vue";
import TodayPage from "./pages/TodayPage.vue";

export const router = createRouter({
    history: createWebHashHistory(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
    routes: [
        { path: "/", component: TodayPage },
        { path: "/me", component: () => import("./pages/MePage.vue") },
        { path: "/search", component: () => import("./pages/SearchPage.vue") },
        { path: "/cases", component: () => import("./pages/CasesPage.vue") },
        { path: "/lost", component: () => import("./pages/LostPage.vue") },
        { path: "/cases/new", component: () => import("./pages/CaseNewPage.vue") },
        { path: "/cases/:id", component: () => import("./pages/CasePage.vue") },
        { path: "/cases/:id/receipt", component: () => import("./pages/ReceiptPage.vue") },
        { path: "/registry", component: () => import("./pages/PlacePage.vue") },
        { path: "/places/:id", component: () => import("./pages/PlacePage.vue") },
        { path: "/people/:id", component: () => import("./pages/PersonPage.vue") },
        { path: "/people/:id/slip", component: () => import("./pages/SlipPage.vue") },
        { path: "/people/:id/merge", component: () => import("./pages/MergePage.vue") },
        { path: "/households/:id", component: () => import("./pages/HouseholdPage.vue") },
        { path: "/units/:id", component: () => import("./pages/UnitPage.vue") },
        { path: "/proposals", component: () => import("./pages/ProposalsPage.vue") },
        { path: "/imports", component: () => import("./pages/ImportsPage.vue") },
        { path: "/imports/:id", component: () => import("./pages/ImportPage.vue") },
        { path: "/posts", component: () => import("./pages/PostsPage.vue") },
        { path: "/accounts", component: () => import("./pages/AccountsPage.vue") },
        { path: "/accounts/:id/slip", component: () => import("./pages/SlipPage.vue") },
        { path: "/routes", component: () => import("./pages/RoutesPage.vue") },
        { path: "/watches", component: () => import("./pages/WatchesPage.vue") },
        { path: "/calendar", component: () => import("./pages/CalendarPage.vue") },
        { path: "/programmes", component: () => import("./pages/ProgrammesPage.vue") },
        { path: "/programmes/:name", component: () => import("./pages/ProgrammePage.vue") },
        { path: "/journal", component: () => import("./pages/JournalPage.vue") },
        { path: "/figures", component: () => import("./pages/FiguresPage.vue") },
        { path: "/figures/:figure", component: () => import("./pages/FigurePage.vue") },
        { path: "/reports", component: () => import("./pages/ReportsPage.vue") },
        { path: "/reports/:id", component: () => import("./pages/ReportPage.vue") },
        { path: "/:rest(.*)*", component: WrongAddress },
    ],
});
