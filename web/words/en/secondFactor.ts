import type zh from "../zh/secondFactor";

const en: typeof zh = {
    title: "Codes at sign-in",
    offHelp:
        "Signing in then takes the 6 digits of an authenticator on your phone besides the password, so that knowing your password is not enough.",
    must: "Your post asks for codes at sign-in. Please set them up on your phone before you begin.",
    begin: "Switch codes on",
    password: "Your password",
    scan: "Scan the QR code with the authenticator on your phone; if that fails, type the key below into it. They are shown this once.",
    qr: "QR code of the key",
    secret: "Key",
    code: "Code",
    codeHelp: "The 6 digits that the authenticator shows now.",
    confirm: "Switch on",
    codesTitle: "Recovery codes",
    codesHelp:
        "If the phone is lost or broken, a recovery code signs you in instead, each once. They are shown this once: write them down or print them, and keep them where nobody else can reach.",
    kept: "I have them on paper",
    on: (since) => `On since ${since}.`,
    left: (n) =>
        n > 0
            ? `${n} recovery ${n === 1 ? "code is" : "codes are"} left.`
            : "No recovery code is left: switch codes off and on again for new ones.",
    end: "Switch codes off",
    endHelp:
        "It takes your password and a code (or a recovery code). Without phone and paper, ask an administrator.",
};
export default en;
