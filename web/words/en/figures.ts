import type zh from "../zh/figures";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const en: typeof zh = {
    title: "Figures",
    help: "Every number is a question put to the records; open it and you see them.",
    period: "Period",
    place: "Within",
    months: "Months",
    quarters: "Quarters",
    years: "Years",
    month: (year, n) => `${months[n - 1]} ${year}`,
    week: (year: number, n: number) => `Week ${n} of ${year}`,
    quarter: (year, n) => `Q${n} ${year}`,
    half: (year, n) => `${n === 1 ? "first" : "second"} half of ${year}`,
    year: (year) => `${year}`,
    open: "See the records",
    hidden: (n) => `${n} more are counted, but are not yours to open.`,
    late: "late",
    columns: { kind: "Kind", name: "Record", state: "Stage", at: "Counted at" },
    noRecords: "No record in this period",
    unwatched: (names) =>
        `${names} did not confirm that nothing was left out, so 0 only means that nothing was entered.`,
    asTable: "As a table",
    empty: "No figures are declared",
    reports: {
        title: "Reports",
        help: "Drafted from the records; the prose is yours to edit, every number opens; frozen when issued.",
        draft: "Draft a report",
        template: "Kind of report",
        start: "Draft",
        state: "State",
        drafted: "draft",
        asOf: (day: string) => `(Draft; figures as of ${day})`,
        issued: (when) => `issued ${when}`,
        issuedBy: (who, when) => `Issued by ${who}, ${when}; its numbers are frozen`,
        empty: "No reports yet",
        emptyHelp: "After each quarter, draft its summary here.",
        heading: "Title",
        signedBy: "Signed",
        edit: "Edit the prose",
        doneEditing: "Save",
        editHelp:
            "What stands in braces is a number, such as {opinions.received}: keep it whole or remove it whole.",
        issue: "Issue",
        issueSure:
            "Once issued, neither prose nor numbers can change. If records change later, the differences are shown here. Issue it?",
        printView: "Print view",
        docx: "Download for Word",
        figures: "Numbers in this report",
        now: (text) => `now ${text}`,
        differs: "Changed since it was issued",
        addedGone: (added, gone) => `${added} more, ${gone} gone`,
        warnings: {
            period_not_over: "The period is not over; numbers will change.",
            issued_already: (day) =>
                `This report was issued for the same period on ${day}; issuing it again makes two.`,
            zero_unwatched: (figures) =>
                `${figures.join(", ")}: nobody has confirmed that this zero means none; check before issuing.`,
        },
        asked: "the question as asked",
        back: "Back to the report",
        levels: ["Text", "一、", "（一）", "1.", "（1）"],
        remove: "Remove this paragraph",
        add: "Add a paragraph",
    },
};
export default en;
