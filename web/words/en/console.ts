import type zh from "../zh/console";

const en: typeof zh = {
    title: "Linli · console",
    today: "Today",
    signInHelp: "For staff of the community and the street office",
};
export default en;
