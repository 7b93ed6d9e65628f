// The words of where one is signed in.
import { spoken } from "@/shell/language";
import en from "./en/sessions";
import zh from "./zh/sessions";

export const sessionWords = spoken(zh, en);
