// The console: the desk of the community's and the street office's staff.
import "element-plus/dist/index.css";
import "@/shell/tokens.css";
import "@/shell/base.css";
import "./desk.css";
import { createApp } from "vue";
import ConsoleApp from "./ConsoleApp.vue";
import { router } from "./router";

createApp(ConsoleApp).use(router).mount("#app");
