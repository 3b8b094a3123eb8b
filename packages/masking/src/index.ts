export * from "./masker.ts";
