// Words of what people may ask of their data: who looked, what they agreed to, what is due to go.
import type zh from "../zh/data";

const en: typeof zh = {
    title: "Use of my data",
    titleHelp: "Who saw your ID number, phone and the like in full, and what you agreed to.",
    open: "See how my data are used",
    looks: "Who looked",
    nobody: "Nobody has looked at what is masked.",
    looked: (fields) => `saw ${fields}`,
    atCase: "in a matter",
    tookOut: (fields) => `took out ${fields} in a list of residents`,
    because: (purpose) => `What for: ${purpose}`,
    fields: { id_number: "the ID number", phones: "the phone", birth: "the date of birth" },
    between: ", ",
    someone: "Staff",
    consents: "Consents",
    consentsHelp:
        "Each is given by itself and can be taken back at any time; what was done before stays.",
    notAsked: "Not agreed to",
    give: "Agree",
    withdraw: "Take back",
    withdrawSure: "Take this consent back?",
    withdrawn: (day) => `taken back ${day}`,
    given: (day, how) => `${how}, ${day}`,
    version: (n) => `version ${n}`,
    by: (name) => `noted by ${name}`,
    how: "How",
    howMany: { paper: "In writing", spoken: "Spoken", online: "Online, in person" },
    day: "Day",
    newConsent: "Note a consent",
    kind: "What to",
    retention: "Data due to go",
    retentionHelp:
        "Data whose purpose is served and whose period is over. Decide one by one: erase it, or keep it a while longer and say why. Nothing goes by itself.",
    none: "Nothing is due",
    notYours:
        "This is for posts that may edit residents or import; there is nothing here for you to do",
    period: (days, basis) => `${basis} (${days} days)`,
    what: "What",
    since: (day, due) => `Since ${day}, due ${due}`,
    keptUntil: (day, reason) => `was kept until ${day}: ${reason}`,
    erase: "Erase",
    eraseHelp:
        "It cannot be undone. Figures stay as they are; histories only say that somebody was erased.",
    keep: "Keep longer",
    keepHelp: "Five years at most; then it is listed again.",
    until: "Until",
    reason: "Reason",
};
export default en;
