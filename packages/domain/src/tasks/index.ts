export * from "./task-states.ts";
