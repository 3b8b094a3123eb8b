import { EMPTY_LOG, type LogDigest, withLine } from "@indelible/domain";
import { type Database, sha256Hex } from "@indelible/trail";
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

/** The digests after no line, after the first, and so on. */
function digestsOf(lines: readonly LogLine[]): LogDigest[] {
  const digests = [EMPTY_LOG];
  for (const each of lines) digests.push(withLine(digests.at(-1) ?? EMPTY_LOG, each, sha256Hex));
  return digests;
}

describe.each([...STORES, "memory"] as const)("the logs of tasks in %s", (kind) => {
  let database: Database | undefined;
  let engine: TestEngine | undefined;
  let store: TaskLogStore;
  let task: string;

  beforeAll(async () => {
    database = kind === "memory" ? undefined : await openStore(kind);
    engine = database && (await TestEngine.open(database));
    store = engine?.logs ?? new LogInMemory();
    task = (await engine?.queue()) ?? "ServerTasks-1";
  });
  afterAll(() => database?.close());

  test("activities have their latest state, lines the order in which they were written", async () => {
    expect([await store.activities(task), await store.digest(task)]).toEqual([[], EMPTY_LOG]);
    const lines = [line(1, task), line(2, task), line(3, task)];
    const [, first = EMPTY_LOG, , third = EMPTY_LOG] = digestsOf(lines);
    const opened = [activity(task, 0), activity(`${task}/b`, 2)];
    await store.append(task, lines.slice(0, 1), opened, first);
    expect(await store.digest(task)).toEqual(first);
    const ended = activity(task, 0, { status: "Success", ended: TIME });
    await store.append(task, lines.slice(1), [ended, activity(`${task}/a`, 1)], third);
    await store.append(task, [], [], third);
    expect(await store.activities(task)).toEqual([
      ended,
      activity(`${task}/a`, 1),
      activity(`${task}/b`, 2),
    ]);
    expect(await store.digest(task)).toEqual(third);
    const all = [line(1, task), line(2, task), line(3, task)];
    expect(await store.lines(task, 1_000)).toEqual(all);
    expect(await store.lines(task, 1_000, 2)).toEqual(all.slice(1));
    expect(await store.lines("ServerTasks-99", 1_000)).toEqual([]);
    const bytes = Buffer.byteLength(all[2]?.text ?? "");
    expect(await store.lines(task, bytes)).toEqual(all.slice(2));
    expect(await store.lines(task, bytes + 1)).toEqual(all.slice(1));
    expect(await store.numbered(task, [1, 3])).toEqual([all[0], all[2]]);
    expect(await store.sizes(task)).toEqual([
      { activity_id: all[0]?.activity_id, numbers: [1, 2, 3], bytes: [bytes, bytes, bytes] },
    ]);
  });

  test("the digest of lines that an earlier version wrote is computed from them", async () => {
    const other = (await engine?.queue()) ?? "ServerTasks-2";
    const lines = Array.from({ length: 600 }, (_, i) => line(i + 1, other));
    await store.append(other, lines, [], EMPTY_LOG);
    await database?.script("delete from server.task_log_chunks");
    expect(await store.digest(other)).toEqual(digestsOf(lines).at(-1));
  });
});
