// The words of the posts.
import { spoken } from "@/shell/language";
import en from "./en/posts";
import zh from "./zh/posts";

export const postWords = spoken(zh, en);
