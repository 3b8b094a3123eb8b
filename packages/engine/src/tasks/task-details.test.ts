import { expect, test } from "vitest";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import { activityLogs } from "./task-details.ts";

const TIME = new Date("2026-03-01T12:00:00Z");

function activity(id: string, parent_id: string | null, init: Partial<ActivityRow> = {}) {
  const times = { started: TIME, ended: TIME };
  return { id, parent_id, place: 0, name: id, status: "Success" as const, ...times, ...init };
}

function line(activity_id: string, text: string): LogLine {
  return { number: 1, activity_id, category: "Info", occurred: TIME, text };
}

const ACTIVITIES = [
  activity("task", null),
  activity("step", "task", { status: "Running", ended: null }),
  activity("machine", "step"),
];
const LINES = [line("task", "begin"), line("machine", "one"), line("machine", "two")];

test("details are a tree of activities with their lines", () => {
  const [root] = activityLogs(ACTIVITIES, LINES);
  expect(root).toMatchObject({
    Id: "task",
    ShowAtSummaryLevel: true,
    ProgressPercentage: 100,
    LogElements: [{ Category: "Info", MessageText: "begin", OccurredAt: TIME.toISOString() }],
    Children: [
      {
        Id: "step",
        Status: "Running",
        Ended: null,
        ProgressPercentage: 0,
        ShowAtSummaryLevel: false,
        Children: [{ LogElements: [{ MessageText: "one" }, { MessageText: "two" }] }],
      },
    ],
  });
});

test("a task that has written nothing has an empty log", () => {
  expect(activityLogs([], [])).toEqual([]);
});
