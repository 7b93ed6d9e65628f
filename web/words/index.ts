// The areas of words, each in the language of now. A surface carries only the areas it imports.
import { spoken } from "@/shell/language";
import fieldsEn from "./en/fields";
import refusalsEn from "./en/refusals";
import shellEn from "./en/shell";
import fieldsZh from "./zh/fields";
import refusalsZh from "./zh/refusals";
import shellZh from "./zh/shell";

export const shellWords = spoken(shellZh, shellEn);
export const fieldWords = spoken(fieldsZh, fieldsEn);
export const refusalWords = spoken(refusalsZh, refusalsEn);
