// The words of what people may ask of their data.
import { spoken } from "@/shell/language";
import en from "./en/data";
import zh from "./zh/data";

export const dataWords = spoken(zh, en);
