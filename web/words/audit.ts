// The words of auditing.
import { spoken } from "@/shell/language";
import en from "./en/audit";
import zh from "./zh/audit";

export const auditWords = spoken(zh, en);
