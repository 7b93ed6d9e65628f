import type zh from "../zh/upkeep";

const en: typeof zh = {
    condition: {
        title: "Condition",
        help: "Data, backup and disk, for whoever looks after the server.",
        engine: "Database",
        bytes: "Size of the data",
        free: "Left on the disk",
        elsewhere: "The data is in PostgreSQL: look on its server",
        daysLeft: (days) =>
            `As it grew lately it will do for about ${days.toLocaleString("en")} days`,
        soonFull: "Make room soon",
        backup: "Last backup",
        verify: "Last verified",
        never: "Not yet",
        old: "More than two days ago: look after the nightly backup",
        held: "All is whole",
        broken: "Something is wrong: run linli verify",
        lines: "Journal",
        linesOf: (n) => `${n.toLocaleString("en")} lines`,
        webhooks: "Webhooks",
        behind: (n) => `${n.toLocaleString("en")} lines of the journal wait to be told`,
        notBehind: "Nothing waits",
    },
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
