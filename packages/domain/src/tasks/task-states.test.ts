import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isCompleted,
  nextTaskState,
  parseTaskState,
  TASK_EVENTS,
  TASK_STATES,
  type TaskState,
} from "./task-states.ts";

const MARKS = ["markSuccess", "markFailure"];
const events = fc.array(fc.constantFrom(...TASK_EVENTS), { maxLength: 40 });

/** The states of a task after each event; impossible events are skipped. */
function walk(happenings: readonly (typeof TASK_EVENTS)[number][]): TaskState[] {
  const states: TaskState[] = ["Queued"];
  for (const event of happenings) {
    const next = nextTaskState(states.at(-1) ?? "Queued", event);
    if (next !== undefined) states.push(next);
  }
  return states;
}

test("T1: a completed task never runs again", () => {
  fc.assert(
    fc.property(events, (happenings) => {
      const states = walk(happenings);
      const end = states.findIndex(isCompleted);
      if (end !== -1) expect(states.slice(end).every(isCompleted)).toBe(true);
    }),
  );
});

test("T2: a task executes at most once", () => {
  fc.assert(
    fc.property(events, (happenings) => {
      const starts = walk(happenings).filter((state) => state === "Executing");
      expect(starts.length).toBeLessThanOrEqual(1);
    }),
  );
});

test("T3: a task that a user cancelled ends as Canceled, whatever its runner reports", () => {
  fc.assert(
    fc.property(events, (happenings) => {
      const states = walk(happenings);
      const cancelled = states.indexOf("Cancelling");
      if (cancelled === -1) return;
      const ends = states.slice(cancelled + 1);
      if (ends.length > 0) expect(ends[0]).toBe("Canceled");
    }),
  );
});

test("T4: only users change the outcome of a completed task, and only to another one", () => {
  for (const state of TASK_STATES.filter(isCompleted)) {
    for (const event of TASK_EVENTS) {
      const next = nextTaskState(state, event);
      if (next === undefined) continue;
      expect(MARKS).toContain(event);
      expect(next).not.toBe(state);
    }
  }
});

test("T5: a task that is not completed can always be cancelled or is being cancelled", () => {
  for (const state of TASK_STATES.filter((one) => !isCompleted(one))) {
    expect(state === "Cancelling" || nextTaskState(state, "cancel") !== undefined).toBe(true);
  }
});

test("T6: the runner of a task can always end it", () => {
  expect(nextTaskState("Executing", "abandon")).toBe("Failed");
  expect(nextTaskState("Cancelling", "abandon")).toBe("Canceled");
});

test("states are parsed regardless of case", () => {
  expect(parseTaskState("timedout")).toBe("TimedOut");
  expect(parseTaskState("Paused")).toBeUndefined();
});
