// The words of the portal.
import { spoken } from "@/shell/language";
import en from "./en/portal";
import zh from "./zh/portal";

export const portalWords = spoken(zh, en);
