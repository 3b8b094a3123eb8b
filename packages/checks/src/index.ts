export * from "./installation-schema.ts";
