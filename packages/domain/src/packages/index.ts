export * from "./package-file.ts";
export * from "./package-version.ts";
export * from "./version-range.ts";
