import type zh from "../zh/upkeep";

const en: typeof zh = {
    webhooks: {
        title: "Webhooks",
        help: "Tells other systems what was done here: ids, kinds and verbs, no names, no phones, and nothing of what is confidential.",
        add: "Add an address",
        change: "Change",
        rotate: "New secret",
        rotateSure: "The old secret is good for another 24 hours. Make a new one?",
        on: "Switch on",
        off: "Switch off",
        remove: "Remove",
        removeSure: (address) =>
            `Nothing more will be sent to ${address}, and its secret is void. Remove it?`,
        address: "Address",
        addressHelp: "It begins with https://.",
        told: "Told of",
        state: "How it goes",
        empty: "No addresses yet",
        secret: "Secret",
        secretHelp:
            "Copy it into the receiving system now. It is not shown again; one that is lost can only be replaced.",
        close: "I have copied it",
        waiting: "Nothing has been sent yet",
        taken: "All is well, the last message was taken",
        switchedOff: "Switched off",
        failing: (why, times, next) => `${why}; tried ${times} times, again ${next}`,
        answers: {
            unreachable: "Cannot be reached",
            too_slow: "Took too long to answer",
            inside: "An address inside the network, which the server does not allow",
        },
        refused: (status) => `Was not taken (${status})`,
        kinds: {
            case: "Matters",
            person: "People",
            household: "Households",
            place: "Places",
            unit: "Units",
            post: "Posts",
            programme: "Programmes",
        },
    },
};

export default en;
