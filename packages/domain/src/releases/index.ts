export * from "./next-version.ts";
export * from "./package-choice.ts";
export * from "./package-references.ts";
export * from "./version-mask.ts";
