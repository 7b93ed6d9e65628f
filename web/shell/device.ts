// What a browser calls itself is long and full of others' names: which one it is, and on what it
// runs, as people know them. The first that fits decides, so the narrower stand first.
const systems = [
    [/HarmonyOS|OpenHarmony/, "phoneHarmony"],
    [/Android/, "phoneAndroid"],
    [/iPhone/, "phoneApple"],
    [/iPad/, "tablet"],
    [/Windows/, "windows"],
    [/Macintosh/, "mac"],
    [/Linux|X11/, "linux"],
] as const;
const browsers = [
    [/MicroMessenger/, "wechat"],
    [/Edg/, "edge"],
    [/Firefox|FxiOS/, "firefox"],
    [/Chrome|CriOS/, "chrome"],
    [/Safari/, "safari"],
] as const;

export type System = (typeof systems)[number][1] | "other";
export type Browser = (typeof browsers)[number][1] | "other";

export function systemOf(agent: string): System {
    return systems.find(([sign]) => sign.test(agent))?.[1] ?? "other";
}
export function browserOf(agent: string): Browser {
    return browsers.find(([sign]) => sign.test(agent))?.[1] ?? "other";
}
