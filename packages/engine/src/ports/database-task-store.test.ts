import { spaces } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import { type Database, modification } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { taskAfter } from "../tasks/task-changes.ts";
import type { Task } from "./task.ts";
import { LEASE_MILLISECONDS, type TaskQuery, type TaskStore } from "./task-store.ts";

const START = Date.parse("2026-03-01T12:00:00Z");
const KINDS = ["Work"];

const EVERYTHING: TaskQuery = {
  reach: [{ SpaceId: "Spaces-1", Restrictions: {} }],
  spaceIds: ["Spaces-1"],
  withoutSpace: false,
  ids: undefined,
  partialName: undefined,
  states: undefined,
  name: undefined,
  project: undefined,
  environment: undefined,
  tenant: undefined,
  runbook: undefined,
  node: undefined,
  hasPendingInterruptions: undefined,
  hasWarningsOrErrors: undefined,
};

describeStores("the store of tasks", (open) => {
  let database: Database;
  let engine: TestEngine;
  let store: TaskStore;
  let now = START;

  beforeAll(async () => {
    database = await open();
    engine = await TestEngine.open(database, () => new Date(now));
    store = engine.tasks;
  });
  afterAll(() => database.close());
  beforeEach(() => database.script("delete from server.tasks"));

  /** A task that a server runs. */
  async function executing(holder: string, init: Partial<Task> = {}): Promise<Task> {
    const id = await engine.queue(init);
    const claimed = await store.claim(holder, KINDS);
    expect(claimed?.id).toBe(id);
    return engine.put(
      taskAfter(await engine.task(id), "start", engine.clock(), { server_node: holder }),
    );
  }

  async function stopQueue(TaskQueueStopped: boolean): Promise<void> {
    const snapshot = await engine.trail.read({ ids: ["Spaces-1"], events: 1 });
    const before = snapshot.documentOf(spaces, "Spaces-1");
    const change = modification(spaces, before, { ...before.body, TaskQueueStopped });
    await engine.trail.commit(systemAct("act"), snapshot, [change]);
  }

  const claimed = async () => (await store.claim("a", KINDS))?.id;

  test("tasks are claimed once, in the order of their times", async () => {
    const later = await engine.queue({ queue_time: new Date(now - 1_000) });
    const first = await engine.queue({ queue_time: new Date(now - 2_000) });
    await engine.queue({ queue_time: new Date(now + 1_000) });
    await engine.queue({ name: "Other" });
    expect([await claimed(), await claimed(), await claimed()]).toEqual([first, later, undefined]);
  });

  test("of a lane one task runs at a time", async () => {
    const running = await executing("a", { lane: "x" });
    const waiting = await engine.queue({ lane: "x" });
    const other = await engine.queue({ lane: "y" });
    expect([await claimed(), await claimed()]).toEqual([other, undefined]);
    await engine.put(taskAfter(running, "succeed", engine.clock()));
    expect(await claimed()).toBe(waiting);
  });

  test("tasks of a space whose queue is stopped wait", async () => {
    const id = await engine.queue();
    await stopQueue(true);
    expect(await claimed()).toBeUndefined();
    await stopQueue(false);
    expect(await claimed()).toBe(id);
  });

  test("a paused task is claimed again after the answer", async () => {
    const task = await executing("a");
    const paused = await engine.put({ ...task, has_pending_interruptions: true });
    expect(paused.lease_holder).toBeNull();
    expect(await claimed()).toBeUndefined();
    await engine.put({ ...paused, has_pending_interruptions: false });
    expect(await claimed()).toBe(task.id);
  });

  test("a lease is renewed by its holder only", async () => {
    const { id } = await executing("a");
    expect([...(await store.renew("b", [id]))]).toEqual([]);
    expect([...(await store.renew("a", [id, "ServerTasks-99"]))]).toEqual([[id, "Executing"]]);
  });

  test("a lease that was not renewed is taken over, once", async () => {
    const { id } = await executing("a");
    now += LEASE_MILLISECONDS - 1;
    expect(await store.takeAbandoned("b", [])).toBeUndefined();
    now += 2;
    expect((await store.takeAbandoned("b", []))?.id).toBe(id);
    expect(await store.takeAbandoned("c", [])).toBeUndefined();
  });

  test("a restarted server takes over the tasks that it does not run", async () => {
    const { id } = await executing("a");
    expect(await store.takeAbandoned("a", [id])).toBeUndefined();
    expect((await store.takeAbandoned("a", []))?.id).toBe(id);
  });

  test("only the holder releases a task", async () => {
    const id = await engine.queue();
    await store.claim("a", KINDS);
    await store.release("b", id);
    expect((await engine.task(id)).lease_holder).toBe("a");
    await store.release("a", id);
    expect(await claimed()).toBe(id);
  });

  test("tasks that did not start in time have expired", async () => {
    const id = await engine.queue({ queue_time_expiry: new Date(now + 1_000) });
    expect(await store.expired()).toEqual([]);
    now += 1_001;
    expect((await store.expired()).map((task) => task.id)).toEqual([id]);
  });

  test("tasks are listed, newest first, and counted by state", async () => {
    const { id } = await executing("a", { description: "two", environment_id: "Environments-1" });
    const newest = await engine.queue({ description: "one" });
    const page = { skip: 0, take: 10 };
    const list = async (query: Partial<TaskQuery>) => store.list({ ...EVERYTHING, ...query }, page);
    expect(await list({})).toEqual([newest, id]);
    expect(await list({ states: ["Executing"] })).toEqual([id]);
    expect(await list({ partialName: "TW" })).toEqual([id]);
    expect(await list({ environment: "Environments-1" })).toEqual([id]);
    expect(await list({ spaceIds: ["Spaces-2"] })).toEqual([]);
    expect(await store.count(EVERYTHING)).toMatchObject({ Queued: 1, Executing: 1, Failed: 0 });
  });
});
