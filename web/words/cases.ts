// The words of the cases.
import { spoken } from "@/shell/language";
import en from "./en/cases";
import zh from "./zh/cases";

export const caseWords = spoken(zh, en);
