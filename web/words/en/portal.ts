import type zh from "../zh/portal";

const en: typeof zh = {
    title: "Linli · for residents",
    welcome: "Tell your community what needs doing",
    welcomeHelp:
        "No account, no sign-in. You get a code and can look up how far it has come at any time.",
    say: "Say something",
    sayHelp: "A leak, rubbish, a street lamp, a quarrel, an idea …",
    follow: "Follow it",
    followHelp: "With the code on your receipt",
    done: "What was done",
    doneHelp: "See what the community did lately",
    claim: "Open an account with a slip",
    claimHelp: "The slip printed at the window has a QR code",
    myPages: "My cases and my data",
    staff: "Staff sign-in",
};
export default en;
