export * from "./task-record.ts";
export * from "./task-states.ts";
