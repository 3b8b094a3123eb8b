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

/** The events in the life of a task; docs/formats/tasks.md describes who causes them. */
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

/** An event in the life of a task. */
export type TaskEvent = (typeof TASK_EVENTS)[number];

/** All transitions (docs/formats/tasks.md). Any other is impossible. */
const TABLE: Readonly<Record<TaskState, Partial<Readonly<Record<TaskEvent, TaskState>>>>> = {
  Queued: { start: "Executing", cancel: "Canceled", expire: "TimedOut" },
  Executing: { succeed: "Success", fail: "Failed", cancel: "Cancelling", abandon: "Failed" },
  Cancelling: { stop: "Canceled", abandon: "Canceled" },
  Canceled: { markSuccess: "Success", markFailure: "Failed" },
  Success: { markFailure: "Failed" },
  Failed: { markSuccess: "Success" },
  TimedOut: { markSuccess: "Success", markFailure: "Failed" },
};

/** The state after an event; undefined if the event is impossible in the state. */
export function nextTaskState(state: TaskState, event: TaskEvent): TaskState | undefined {
  return TABLE[state][event];
}

/** Whether the task has ended. Users may still change the recorded outcome. */
export function isCompleted(state: TaskState): boolean {
  return !["Queued", "Executing", "Cancelling"].includes(state);
}

/** The state with a name, regardless of case; undefined if there is none. */
export function parseTaskState(text: string): TaskState | undefined {
  return TASK_STATES.find((state) => state.toLowerCase() === text.toLowerCase());
}
