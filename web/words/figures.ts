// The words of figures and reports.
import { spoken } from "@/shell/language";
import en from "./en/figures";
import zh from "./zh/figures";

export const figureWords = spoken(zh, en);
