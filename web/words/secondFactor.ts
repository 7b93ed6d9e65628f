// The words of codes at sign-in.
import { spoken } from "@/shell/language";
import en from "./en/secondFactor";
import zh from "./zh/secondFactor";

export const secondFactorWords = spoken(zh, en);
