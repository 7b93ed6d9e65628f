import type zh from "../zh/phone";

const en: typeof zh = {
    title: "Linli · phone",
    home: "Home",
};
export default en;
