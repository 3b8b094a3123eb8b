import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore, STORES } from "../../../../test/support/stores.ts";
import { LogInMemory } from "../testing/log-in-memory.ts";
import type { ActivityRow, LogLine } from "./task-log-rows.ts";
import type { TaskLogStore } from "./task-log-store.ts";

const TIME = new Date("2026-03-01T12:00:00Z");

function activity(id: string, place: number, init: Partial<ActivityRow> = {}): ActivityRow {
  const row = { id, parent_id: null, place, name: id, started: TIME, ended: null };
  return { ...row, status: "Running", ...init };
}

function line(number: number, activity_id: string): LogLine {
  return { number, activity_id, category: "Info", occurred: TIME, text: `line ${number}` };
}

describe.each([...STORES, "memory"] as const)("the logs of tasks in %s", (kind) => {
  let database: Database | undefined;
  let store: TaskLogStore;
  let task: string;

  beforeAll(async () => {
    database = kind === "memory" ? undefined : await openStore(kind);
    const engine = database && (await TestEngine.open(database));
    store = engine?.logs ?? new LogInMemory();
    task = (await engine?.queue()) ?? "ServerTasks-1";
  });
  afterAll(() => database?.close());

  test("activities have their latest state, lines the order in which they were written", async () => {
    expect(await store.activities(task)).toEqual({ activities: [], lastLine: 0 });
    await store.append(task, [line(1, task)], [activity(task, 0), activity(`${task}/b`, 2)]);
    const ended = activity(task, 0, { status: "Success", ended: TIME });
    await store.append(task, [line(2, task), line(3, task)], [ended, activity(`${task}/a`, 1)]);
    await store.append(task, [], []);
    expect(await store.activities(task)).toEqual({
      activities: [ended, activity(`${task}/a`, 1), activity(`${task}/b`, 2)],
      lastLine: 3,
    });
    expect(await store.lines(task)).toEqual([line(1, task), line(2, task), line(3, task)]);
    expect(await store.lines(task, 2)).toEqual([line(2, task), line(3, task)]);
    expect(await store.lines("ServerTasks-99")).toEqual([]);
  });
});
