import type zh from "../zh/console";

const en: typeof zh = {
    title: "Linli · console",
    signInHelp: "For staff of the community and the street office",
    menu: "Menu",
    today: "Today",
    cases: "Cases",
    registry: "People & houses",
    imports: "Imports",
    programmes: "Programmes",
    figures: "Figures",
    reports: "Reports",
    calendar: "Calendar",
    posts: "Posts",
    accounts: "Accounts",
    journal: "Journal",
    work: "Daily work",
    office: "The office",
    searchHint: "Name, pinyin initials, end of phone or ID number, address, case number",
    searchKey: "Press / to search",
    newCase: "Report for someone",
    hello: (name) => `Today's work, ${name}`,
    notices: "Notices",
    noNotices: "No notices.",
    myPosts: "My posts",
    standIn: "standing in",
};
export default en;
