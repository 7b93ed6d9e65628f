// The words of the office.
import { spoken } from "@/shell/language";
import en from "./en/office";
import zh from "./zh/office";

export const officeWords = spoken(zh, en);
