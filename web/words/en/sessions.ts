import type zh from "../zh/sessions";

const en: typeof zh = {
    title: "Where you are signed in",
    device: (system, browser) => `${system} · ${browser}`,
    systems: {
        phoneAndroid: "Android phone",
        phoneHarmony: "HarmonyOS device",
        phoneApple: "iPhone",
        tablet: "iPad",
        windows: "Windows computer",
        mac: "Mac",
        linux: "Linux computer",
        other: "other device",
    },
    browsers: {
        wechat: "WeChat",
        edge: "Edge",
        firefox: "Firefox",
        chrome: "Chrome",
        safari: "Safari",
        other: "other program",
    },
    since: (when) => `since ${when}`,
    here: "this one",
    end: "Sign out there",
    endOthers: "Sign out everywhere else",
    help: "If you do not know a device, sign it out, then change your password.",
};
export default en;
