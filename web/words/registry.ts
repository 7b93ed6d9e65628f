// The words of the registry.
import { spoken } from "@/shell/language";
import en from "./en/registry";
import zh from "./zh/registry";

export const registryWords = spoken(zh, en);
