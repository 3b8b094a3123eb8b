export * from "./masking-cursor.ts";
export * from "./masking-error.ts";
export * from "./secret-set.ts";
