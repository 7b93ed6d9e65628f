// The phone pages: for grid workers on their round and for residents with an account.
import "@/shell/tokens.css";
import "@/shell/base.css";
import "@/shell/touch.css";
import { createApp } from "vue";
import PhoneApp from "./PhoneApp.vue";
import { router } from "./router";

createApp(PhoneApp).use(router).mount("#app");

if ("serviceWorker" in navigator) {
    void navigator.serviceWorker.register("/phone/worker.js", { scope: "/phone/", type: "module" });
}
