// The words of the teams that are told in confidence.
import { spoken } from "@/shell/language";
import en from "./en/teams";
import zh from "./zh/teams";

export const teamWords = spoken(zh, en);
