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
    sayTitle: "What would you like to say?",
    contact:
        "Name and phone are optional. With a phone we can answer you, and find your case if you lose the code.",
    send: "Send",
    sentTitle: "Received",
    sentHelp:
        "Keep the code: print this receipt or take a picture of it. It shows you how far your case has come.",
    another: "Say something else",
    followTitle: "Follow your case",
    code: "Code",
    codeHelp: "The letters and digits on your receipt; capitals and hyphens do not matter",
    look: "Look up",
    lost: "Lost your code?",
    lostHelp:
        "Come to the community window with your ID, or give the last four digits of the phone you left; they check and give you a new one.",
    yours: "You may",
    doneTitle: "What was done",
    doneEmpty: "Nothing has been published yet",
    closedOn: (when) => `closed ${when}`,
    claimTitle: "Open an account",
    slipCode: "Slip code",
    slipCodeHelp: "The letters and digits on your slip",
    claimLook: "Next",
    claimFor: (name) => `${name}, please choose a login name and a password`,
    loginHelp: "You sign in with it. Lower-case letters and digits, at least 3.",
    claimDo: "Open the account",
    claimed: "Your account is open",
    claimedHelp: "Remember the login name and the password. You can sign in now.",
    goSignIn: "Sign in",
};
export default en;
