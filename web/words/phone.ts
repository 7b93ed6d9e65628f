// The words of the phone.
import { spoken } from "@/shell/language";
import en from "./en/phone";
import zh from "./zh/phone";

export const phoneWords = spoken(zh, en);
