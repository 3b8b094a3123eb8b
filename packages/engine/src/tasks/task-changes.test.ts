import { isCompleted, nextTaskState, TASK_EVENTS, TASK_STATES } from "@indelible/domain";
import { Refusal } from "@indelible/kernel";
import { masterKeySealer } from "@indelible/trail";
import { describe, expect, test } from "vitest";
import { sampleTask } from "../testing/sample-task.ts";
import { changedTasks, queuedTasks, taskAfter } from "./task-changes.ts";
import { taskMac } from "./task-mac.ts";

const macs = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

const NOW = new Date("2026-03-01T13:00:00Z");

describe.each(TASK_STATES)("a task that is %s", (state) => {
  test.each(TASK_EVENTS)("has the state of the table after %s", (event) => {
    const task = sampleTask({ state, progress: "sealed", has_pending_interruptions: true });
    const next = nextTaskState(state, event);
    if (next === undefined) {
      const refused = () => taskAfter(task, event, NOW);
      expect(refused).toThrow(Refusal);
      expect(refused).toThrow(/^Task 'Some work' is \w+ and cannot .+\.$/);
      return;
    }
    const after = taskAfter(task, event, NOW);
    expect(after).toMatchObject({ state: next, last_updated: NOW });
    // A task that has ended waits for no answer, and keeps no progress.
    const waits = [after.progress, after.has_pending_interruptions, after.completed_time];
    expect(waits).toEqual(isCompleted(next) ? [null, false, NOW] : ["sealed", true, null]);
  });
});

test("a task starts when it starts, and never again", () => {
  const started = taskAfter(sampleTask(), "start", NOW, { server_node: "a" });
  expect(started).toMatchObject({ start_time: NOW, server_node: "a", state: "Executing" });
  const later = new Date("2026-03-01T14:00:00Z");
  expect(taskAfter(started, "succeed", later)).toMatchObject({
    start_time: NOW,
    completed_time: later,
  });
});

test("a mark keeps the time at which the task ended", () => {
  const failed = sampleTask({ state: "Failed", completed_time: NOW, error_message: "It broke." });
  const later = new Date("2026-03-01T14:00:00Z");
  const marked = taskAfter(failed, "markSuccess", later, { error_message: "" });
  expect(marked).toMatchObject({ state: "Success", completed_time: NOW, error_message: "" });
});

test.each([
  ["that runs", {}, true],
  ["that waits for an answer", { has_pending_interruptions: true }, false],
  ["that has ended", { state: "Success" }, false],
] as const)("a task %s keeps its lease: %s %s", (_, init, keeps) => {
  const { rows } = changedTasks([sampleTask({ state: "Executing", ...init })]);
  expect(rows).toMatchObject([{ keeps_lease: keeps, version: 1 }]);
});

test("rows are JSON, their times in ISO 8601", () => {
  expect(queuedTasks([sampleTask()], macs, NOW).rows).toMatchObject([
    {
      id: "ServerTasks-1",
      mac: taskMac(macs, sampleTask()),
      queue_time: "2026-03-01T12:00:00.000Z",
      last_updated: NOW.toISOString(),
    },
  ]);
});
