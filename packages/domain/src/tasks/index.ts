export * from "./bound-task-fields.ts";
export * from "./queue-times.ts";
export * from "./task-record.ts";
export * from "./task-states.ts";
