import { createMasker } from "@indelible/masking";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { fakeClock } from "../../../../test/support/trail.ts";
import { LogInMemory } from "../testing/log-in-memory.ts";
import { LINES_MAX, TaskLog } from "./task-log.ts";

const ID = "ServerTasks-1";

let store: LogInMemory;
let clock = fakeClock();

beforeEach(() => {
  store = new LogInMemory();
  clock = fakeClock();
});

function open(): Promise<TaskLog> {
  const options = { store, taskId: ID, name: "Work", newMasker: createMasker, clock: clock.now };
  return TaskLog.open(options);
}

test("parts of a task form a tree; the same key is the same part", async () => {
  const log = await open();
  const step = log.root.child("one", "Step 1");
  expect(log.root.child("one", "Step 1")).toBe(step);
  step.start();
  step.child("machine", "web-1").info("hello");
  step.end("Success");
  await log.close("Success");
  const { activities } = await store.activities(ID);
  expect(activities.map(({ id, parent_id, status }) => [id, parent_id, status])).toEqual([
    [ID, null, "Success"],
    [`${ID}/one`, ID, "Success"],
  ]);
  expect(store.written(ID)).toEqual(["Info hello"]);
});

test("an activity starts once, and ends as it is told", async () => {
  const log = await open();
  const step = log.root.child("one", "Step 1");
  step.start();
  clock.advance(1_000);
  step.start();
  step.end("Failed");
  await log.close("Failed");
  const { activities } = await store.activities(ID);
  const [, row] = activities;
  expect(Number(row?.ended) - Number(row?.started)).toBe(1_000);
});

test("a stream is written by lines, however it is cut", async () => {
  const pieces = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", " "), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(pieces, async (chunks) => {
      store = new LogInMemory();
      const log = await open();
      for (const chunk of chunks) await log.root.write("Info", chunk);
      await log.close("Success");
      const lines = chunks.join("").split(/\r?\n/);
      const expected = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
      expect((await store.lines(ID)).map(({ text }) => text)).toEqual(expected);
    }),
  );
});

test("what has another category begins a line", async () => {
  const log = await open();
  await log.root.write("Info", "half");
  await log.root.write("Error", "other\n");
  await log.close("Failed");
  expect(store.written(ID)).toEqual(["Info half", "Error other"]);
});

test("a secret is masked in every part, also when it is cut in two", async () => {
  const log = await open();
  const step = log.root.child("one", "Step 1");
  log.addSecret("correct-horse");
  await step.write("Info", "is correct-");
  await step.write("Info", "horse\n");
  log.root.child("two", "Step 2").info("correct-horse");
  await log.close("Success");
  expect(log.masked("says correct-horse")).not.toContain("horse");
  expect(store.written(ID).join("\n")).not.toContain("horse");
  expect(store.written(ID)).toHaveLength(2);
});

test("warnings and errors are what somebody should look at", async () => {
  for (const [category, expected] of [
    ["Info", false],
    ["Verbose", false],
    ["Warning", true],
    ["Error", true],
  ] as const) {
    const log = await open();
    await log.root.write(category, "hello\n");
    await log.close("Success");
    expect(log.hasWarnings, category).toBe(expected);
  }
});

test("a long line is cut into several", async () => {
  const log = await open();
  log.root.info("x".repeat(45_000));
  await log.close("Success");
  expect((await store.lines(ID)).map(({ text }) => text.length)).toEqual([20_000, 20_000, 5_000]);
});

test("a full log says so, and keeps no more", async () => {
  const log = await open();
  await log.root.write("Info", "x\n".repeat(LINES_MAX + 5));
  await log.close("Success");
  const lines = await store.lines(ID);
  expect(lines).toHaveLength(LINES_MAX);
  expect(lines.at(-1)).toMatchObject({
    category: "Warning",
    text: `The log is full: it keeps ${LINES_MAX} lines.`,
  });
});

test("a log that is opened again goes on where it was", async () => {
  const first = await open();
  const started = first.root.child("one", "Step 1");
  started.start();
  started.info("before");
  await first.close("Running");
  clock.advance(5_000);
  const second = await open();
  second.root.child("one", "Step 1").info("after");
  second.root.child("two", "Step 2").start();
  await second.close("Success");
  const lines = await store.lines(ID);
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, "before"],
    [2, "after"],
  ]);
  const { activities } = await store.activities(ID);
  expect(activities.map(({ name, place }) => [name, place])).toEqual([
    ["Work", 0],
    ["Step 1", 1],
    ["Step 2", 2],
  ]);
  expect(activities[0]?.started).toEqual(new Date("2026-01-01T00:00:00Z"));
});

test("whoever closes the log learns that it could not be written", async () => {
  const log = await open();
  log.root.info("lost");
  store.append = () => Promise.reject(new RangeError("The disk is full."));
  await expect(log.close("Success")).rejects.toThrow("The disk is full.");
});
