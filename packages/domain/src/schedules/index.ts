export * from "./due-run.ts";
export * from "./health-checks.ts";
export * from "./runs.ts";
export { scheduleProblem } from "./schedule.ts";
export { ScheduleError } from "./schedule-error.ts";
