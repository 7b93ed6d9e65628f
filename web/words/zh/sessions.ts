// Words of where one is signed in, and on what.
export default {
    title: "已登录的设备",
    device: (system: string, browser: string) => `${system} · ${browser}`,
    systems: {
        phoneAndroid: "安卓手机",
        phoneHarmony: "鸿蒙设备",
        phoneApple: "苹果手机",
        tablet: "苹果平板",
        windows: "Windows 电脑",
        mac: "苹果电脑",
        linux: "Linux 电脑",
        other: "其他设备",
    },
    browsers: {
        wechat: "微信",
        edge: "Edge 浏览器",
        firefox: "火狐浏览器",
        chrome: "Chrome 浏览器",
        safari: "Safari 浏览器",
        other: "其他程序",
    },
    since: (when: string) => `${when}登录`,
    here: "本次登录",
    end: "退出",
    endOthers: "退出其他所有设备",
    help: "有不认识的设备，先退出，再改密码。",
};
