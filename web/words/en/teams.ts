// Words of the teams that are told in confidence.
import type zh from "../zh/teams";

const reasons: Record<string, string> = {
    admitted: "let in by a member",
    machine: "let in at the machine",
    appoint: "newly appointed, waits",
    stand_in: "stands in, waits",
    password: "password reset by somebody else, waits",
    second_factor: "codes taken away by somebody else, waits",
    moved: "places were moved, waits",
};

const words: typeof zh = {
    help: "Only who is in here reads what was told in confidence; no administrator and no secretary.",
    holder: "Member",
    state: "State",
    since: "Since",
    admitter: "Let in by",
    why: (reason) => reasons[reason] ?? reason,
    standIn: "stands in",
    admit: "Let in",
    admitSure: (who) =>
        `${who} will read everything this team was told. Make sure who it is first, in person or by phone.`,
    waiting: "You are not let in to this team yet; ask another member.",
    empty: "You are in no confidential team",
    choosePlace: "Choose the place, and this says who will read what you write.",
    hearers: (names) =>
        `Only these read what you write: ${names.replaceAll("、", ", ")}. No other staff, nor the street, nor the administrator.`,
    nobodyHears:
        "Nobody here is let in to hear this yet, so it cannot be taken in: please do not write it.",
};
export default words;
