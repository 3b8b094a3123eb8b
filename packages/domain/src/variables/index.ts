export * from "./resolve-variables.ts";
export * from "./substitute.ts";
export * from "./substitution-error.ts";
export * from "./truth.ts";
export * from "./variable-table.ts";
