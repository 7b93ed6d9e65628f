// The words of what an administrator keeps in order.
import { spoken } from "@/shell/language";
import en from "./en/upkeep";
import zh from "./zh/upkeep";

export const upkeepWords = spoken(zh, en);
