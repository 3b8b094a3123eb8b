import { expect, test } from "vitest";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import { LogInMemory } from "../testing/log-in-memory.ts";
import { rawLog } from "./raw-log.ts";

const TIME = new Date("2026-03-01T12:00:00Z");
const TASK = "ServerTasks-1";

function activity(
  id: string,
  parent_id: string | null,
  status: ActivityRow["status"] = "Success",
): ActivityRow {
  return { id, parent_id, place: 0, name: id, status, started: TIME, ended: TIME };
}

function line(number: number, activity_id: string, text: string): LogLine {
  return { number, activity_id, category: "Info", occurred: TIME, text };
}

async function partsOf(lines: readonly LogLine[], activities: readonly ActivityRow[]) {
  const store = new LogInMemory();
  await store.append(TASK, lines, activities);
  const parts: string[] = [];
  for await (const part of rawLog(store, TASK)) parts.push(part);
  return parts;
}

test("the raw log has each activity under its name, indented", async () => {
  const activities = [
    activity("task", null),
    activity("step", "task", "Running"),
    activity("machine", "step"),
  ];
  const lines = [line(1, "task", "begin"), line(2, "machine", "one"), line(3, "machine", "two")];
  const time = TIME.toISOString();
  expect((await partsOf(lines, activities)).join("")).toBe(`== Success: task ==
${time} Info      | begin
  == Running: step ==
    == Success: machine ==
    ${time} Info      | one
    ${time} Info      | two
`);
});

test("a task that has written nothing has an empty log", async () => {
  expect((await partsOf([], [])).join("")).toBe("\n");
});

test("the lines of a long log are read in portions of limited size", async () => {
  const lines = Array.from({ length: 60 }, (_, i) => line(i + 1, "task", "x".repeat(100_000)));
  const parts = await partsOf(lines, [activity("task", null)]);
  expect(parts.join("").length).toBeGreaterThan(6_000_000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(1_100_000);
});

test("many short lines are also read in portions", async () => {
  const lines = Array.from({ length: 12_000 }, (_, i) => line(i + 1, "task", ""));
  const parts = await partsOf(lines, [activity("task", null)]);
  expect(parts).toHaveLength(4);
});
