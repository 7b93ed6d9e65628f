// The portal: what anyone may do without signing in.
import "@/shell/tokens.css";
import "@/shell/base.css";
import "@/shell/touch.css";
import { createApp } from "vue";
import PortalApp from "./PortalApp.vue";
import { router } from "./router";

createApp(PortalApp).use(router).mount("#app");
