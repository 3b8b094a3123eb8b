export * from "./installation-schema.ts";
export * from "./package-bytes.ts";
export * from "./table-checks.ts";
