// The words of the console.
import { spoken } from "@/shell/language";
import en from "./en/console";
import zh from "./zh/console";

export const consoleWords = spoken(zh, en);
