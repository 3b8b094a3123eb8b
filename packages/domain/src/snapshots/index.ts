export * from "./snapshot-id.ts";
