import { expect, test } from "vitest";
import { QUEUE_TIME, sampleTask } from "../testing/sample-task.ts";
import { presentTask } from "./present-task.ts";

const after = (seconds: number) => new Date(QUEUE_TIME.getTime() + seconds * 1000);

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [59, "59 seconds"],
  [60, "1 minute"],
  [150, "3 minutes"],
  [3600, "1 hour"],
  [90_000, "25 hours"],
])("%s seconds are %j", (seconds, expected) => {
  const task = sampleTask({ state: "Executing", start_time: QUEUE_TIME });
  expect(presentTask(task, after(seconds)).Duration).toBe(expected);
});

test("a task that has not started lasts no time", () => {
  expect(presentTask(sampleTask(), after(60))).toMatchObject({
    Duration: "",
    Completed: "Queued...",
    HasBeenPickedUpByProcessor: false,
    IsCompleted: false,
    CanRerun: false,
  });
});

test("a task that waits for an answer shows it", () => {
  const task = sampleTask({ state: "Executing", has_pending_interruptions: true });
  expect(presentTask(task, after(1))).toMatchObject({
    Completed: "Waiting",
    HasPendingInterruptions: true,
  });
});

test.each([
  ["Success", { FinishedSuccessfully: true, HasWarningsOrErrors: false }],
  ["Failed", { FinishedSuccessfully: false, HasWarningsOrErrors: true }],
  ["TimedOut", { FinishedSuccessfully: false, HasWarningsOrErrors: true }],
  ["Canceled", { FinishedSuccessfully: false, HasWarningsOrErrors: false }],
] as const)("one that ended as %s", (state, expected) => {
  const completed_time = after(5);
  const task = sampleTask({ state, start_time: QUEUE_TIME, completed_time });
  // A task that has ended does not grow older.
  const shown = { ...expected, IsCompleted: true, CanRerun: true, Duration: "5 seconds" };
  expect(presentTask(task, after(500))).toMatchObject(shown);
});

test("the links of a task of no space name none", () => {
  const { Links } = presentTask(sampleTask({ space_id: null }), after(0));
  expect(Links).toMatchObject({
    Self: "/api/tasks/ServerTasks-1",
    Rerun: "/api/tasks/rerun/ServerTasks-1",
  });
});
