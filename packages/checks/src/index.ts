export * from "./check-packages.ts";
export * from "./check-tasks.ts";
export * from "./installation-schema.ts";
export * from "./package-bytes.ts";
export * from "./table-checks.ts";
