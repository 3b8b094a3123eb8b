/** The states of a server task. API reference, section 6. */
export const TASK_STATES = [
  "Queued",
  "Executing",
  "Cancelling",
  "Canceled",
  "Success",
  "Failed",
  "TimedOut",
] as const;

/** The state of a server task. */
export type TaskState = (typeof TASK_STATES)[number];

/** What can happen to a task. docs/formats/tasks.md says who does it and when. */
export const TASK_EVENTS = [
  "start",
  "succeed",
  "fail",
  "cancel",
  "stop",
  "expire",
  "abandon",
  "markSuccess",
  "markFailure",
] as const;

/** Something that can happen to a task. */
export type TaskEvent = (typeof TASK_EVENTS)[number];

/** docs/formats/tasks.md: the whole table. What stands not here cannot happen. */
const TABLE: Readonly<Record<TaskState, Partial<Readonly<Record<TaskEvent, TaskState>>>>> = {
  Queued: { start: "Executing", cancel: "Canceled", expire: "TimedOut" },
  Executing: { succeed: "Success", fail: "Failed", cancel: "Cancelling", abandon: "Failed" },
  Cancelling: { stop: "Canceled", abandon: "Canceled" },
  Canceled: { markSuccess: "Success", markFailure: "Failed" },
  Success: { markFailure: "Failed" },
  Failed: { markSuccess: "Success" },
  TimedOut: { markSuccess: "Success", markFailure: "Failed" },
};

/** The state after an event; undefined when that cannot happen in the state. */
export function nextTaskState(state: TaskState, event: TaskEvent): TaskState | undefined {
  return TABLE[state][event];
}

/** Whether nothing runs, nor will: all that can still change is what people say became of it. */
export function isCompleted(state: TaskState): boolean {
  return !["Queued", "Executing", "Cancelling"].includes(state);
}

/** The state that a text names, in any case; undefined if there is none of that name. */
export function parseTaskState(text: string): TaskState | undefined {
  return TASK_STATES.find((state) => state.toLowerCase() === text.toLowerCase());
}
