import type zh from "../zh/fields";

const en: typeof zh = {
    choose: "Choose",
    addPhoto: "Take or choose a photo",
    photosMost: (n) => `at most ${n}`,
    removePhoto: "Remove this photo",
    photo: (n) => `photo ${n}`,
    photoReading: "Preparing the photo…",
    photoUnreadable: "A photo could not be read and was left out.",
    uploading: "Uploading…",
    choosePlace: "Choose a place",
    placeHere: (name) => `Choose “${name}”`,
    placeChange: "Choose again",
    find: {
        person: "Name, pinyin initials, end of phone or of ID number",
        unit: "Name of the unit",
        account: "Name or login name",
        colleague: "Name of a colleague",
    },
    notFound: "Nothing found",
    clear: "Clear",
    left: (n) => `${n} characters left`,
};
export default en;
