import { systemAct } from "@indelible/kernel";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import type { Task } from "../ports/task.ts";
import { LEASE_MILLISECONDS } from "../ports/task-store.ts";
import { changedTasks, taskAfter } from "./task-changes.ts";
import { plainNotes } from "./task-document.ts";
import type { TaskKind, TaskRun } from "./task-kind.ts";
import { hasTaskMac } from "./task-mac.ts";
import { TaskRunner } from "./task-runner.ts";

const START = Date.parse("2026-03-01T12:00:00Z");

describeStores("task runner", (open) => {
  let database: Database;
  let engine: TestEngine;
  let now = START;
  let ran: string[] = [];
  let errors: unknown[] = [];
  let work: (run: TaskRun) => ReturnType<TaskKind["run"]>;

  const clock = () => new Date(now);
  const kind: TaskKind = {
    name: "Work",
    run: async (run) => {
      ran.push(run.task.id);
      return work(run);
    },
    needs: () => [],
    notes: plainNotes,
  };

  beforeAll(async () => {
    database = await open();
    engine = await TestEngine.open(database, clock);
  });
  beforeEach(async () => {
    await database.script("delete from server.tasks; delete from server.task_log");
    ran = [];
    errors = [];
    work = async () => ({ kind: "succeeded" });
  });
  afterAll(async () => {
    await database.close();
  });

  function runner(node: string, taskCap = 3): TaskRunner {
    return new TaskRunner({
      trail: engine.trail,
      store: engine.tasks,
      kinds: [kind],
      node,
      clock,
      taskCap,
      openLog: ({ id, description }) => engine.openLog(id, description),
      seal: (text, id) => `${id}:${text}`,
      unseal: (text, id) => text.replace(`${id}:`, ""),
      isGenuine: (task) => hasTaskMac(engine.sealer, task),
      macs: engine.sealer,
      logError: (error) => errors.push(error),
    });
  }

  const queue = (init: Partial<Task> = {}) => engine.queue(init);
  const task = (id: string) => engine.task(id);

  async function cancel(id: string): Promise<void> {
    const after = taskAfter(await task(id), "cancel", clock());
    const snapshot = await engine.trail.read({});
    await engine.trail.commit(systemAct(id), snapshot, [], [changedTasks([after])]);
  }

  async function runAll(...runners: TaskRunner[]): Promise<void> {
    for (let took = true; took; ) {
      took = (await Promise.all(runners.map((one) => one.claim()))).some((one) => one);
      if (!took) await Promise.all(runners.map((one) => one.idle()));
      if (!took) took = (await Promise.all(runners.map((one) => one.claim()))).some((one) => one);
    }
    await Promise.all(runners.map((one) => one.idle()));
    expect(errors).toEqual([]);
  }

  /** Work that waits until it is released or stopped. */
  function gate() {
    let release: () => void = () => {};
    let started: () => void = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    work = ({ signal }) =>
      new Promise((resolve) => {
        release = () => resolve({ kind: "succeeded" });
        const stop = () => resolve({ kind: "failed", message: "stopped" });
        if (signal.aborted) stop();
        signal.addEventListener("abort", stop);
        started();
      });
    return { running, release: () => release() };
  }

  test("T7: three servers run every task once, and of a lane one at a time", async () => {
    const inLane = new Map<string, number>();
    let most = 0;
    work = async (run) => {
      const lane = String(run.task.lane);
      inLane.set(lane, (inLane.get(lane) ?? 0) + 1);
      most = Math.max(most, inLane.get(lane) ?? 0);
      await run.log.root.write("Info", "hello\n");
      inLane.set(lane, (inLane.get(lane) ?? 1) - 1);
      return { kind: "succeeded" };
    };
    const ids: string[] = [];
    for (let n = 0; n < 30; n++) ids.push(await queue({ lane: `lane-${n % 4}` }));
    await runAll(runner("a"), runner("b"), runner("c"));
    expect([...ran].sort()).toEqual([...ids].sort());
    expect(most).toBe(1);
    expect((await engine.tasks.get(ids)).map(({ state }) => state)).toEqual(
      ids.map(() => "Success"),
    );
  });

  test("a task that fails has an error message, and so has one that throws", async () => {
    work = async ({ task: { description } }) => {
      if (description === "throws") throw new TypeError("It broke.");
      return { kind: "failed", message: "It did not work." };
    };
    const [failed, threw] = [await queue(), await queue({ description: "throws" })];
    await runAll(runner("a"));
    expect(await task(failed)).toMatchObject({
      state: "Failed",
      error_message: "It did not work.",
      lease_holder: null,
    });
    expect(await task(threw)).toMatchObject({ state: "Failed", error_message: "It broke." });
    expect(await engine.written(threw)).toEqual(["Error It broke."]);
  });

  test("T3: a task that is cancelled while it runs is stopped, whatever its outcome", async () => {
    const { running } = gate();
    const id = await queue();
    const one = runner("a");
    await one.claim();
    await running;
    await cancel(id);
    expect((await task(id)).state).toBe("Cancelling");
    await one.renew();
    await one.idle();
    expect(await task(id)).toMatchObject({ state: "Canceled", lease_holder: null });
  });

  test("T3: also when it ends before it is stopped", async () => {
    const { running, release } = gate();
    const id = await queue();
    const one = runner("a");
    await one.claim();
    await running;
    await cancel(id);
    release();
    await one.idle();
    expect((await task(id)).state).toBe("Canceled");
    expect(errors).toEqual([]);
  });

  test("T6: a task of a server that stopped is ended by another, once", async () => {
    const { running } = gate();
    const id = await queue();
    const dead = runner("dead");
    await dead.claim();
    await running;
    const [one, two] = [runner("one"), runner("two")];
    await Promise.all([one.sweep(), two.sweep()]);
    expect((await task(id)).state).toBe("Executing");
    now += LEASE_MILLISECONDS + 1;
    await Promise.all([one.sweep(), two.sweep()]);
    expect(await task(id)).toMatchObject({
      state: "Failed",
      error_message: "The server dead stopped while the task ran.",
    });
    // The server runs after all: it notices that it has lost the task.
    await dead.renew();
    await dead.idle();
    expect((await task(id)).state).toBe("Failed");
    expect(ran).toEqual([id]);
    expect(errors).toEqual([]);
  });

  test("T6: a restarted server ends at once the tasks that it ran before", async () => {
    const { running } = gate();
    const id = await queue();
    await runner("same").claim();
    await running;
    const again = runner("same");
    await again.sweep();
    expect((await task(id)).state).toBe("Failed");
  });

  test("a paused task has no lease, and another server resumes it from the saved progress", async () => {
    work = async () => ({
      kind: "paused",
      progress: "half of it",
      newIds: {},
      mentions: [],
      write: () => [],
    });
    const id = await queue();
    const one = runner("a");
    await runAll(one);
    expect(await task(id)).toMatchObject({
      state: "Executing",
      has_pending_interruptions: true,
      lease_holder: null,
      progress: `${id}:half of it`,
    });
    now += LEASE_MILLISECONDS + 1;
    await runner("b").sweep();
    expect((await task(id)).state).toBe("Executing");

    const answered = { ...(await task(id)), has_pending_interruptions: false };
    const snapshot = await engine.trail.read({});
    await engine.trail.commit(systemAct(id), snapshot, [], [changedTasks([answered])]);
    let found: string | undefined;
    work = async ({ progress }) => {
      found = progress;
      return { kind: "succeeded" };
    };
    await runAll(runner("b"));
    expect(found).toBe("half of it");
    expect(await task(id)).toMatchObject({ state: "Success", progress: null, server_node: "b" });
  });

  test("a task whose time to start has expired is not started", async () => {
    const later = new Date(now + 60_000);
    const id = await queue({ queue_time: later, queue_time_expiry: new Date(now + 120_000) });
    await runAll(runner("a"));
    expect((await task(id)).state).toBe("Queued");
    now += 121_000;
    await runner("a").sweep();
    expect((await task(id)).state).toBe("TimedOut");
    expect(ran).toEqual([]);
  });

  test.each([
    ["queued", "Queued", "Failed"],
    ["resumed", "Executing", "Failed"],
    ["being cancelled", "Cancelling", "Canceled"],
  ])("a %s task that no server queued does not run, which is recorded", async (_, state, ended) => {
    const id = await queue();
    await database.script(`
      update server.tasks set state = '${state}', arguments = '{"Script": "evil"}' where id = '${id}'`);
    const one = runner("a");
    expect(await one.claim()).toBe(true);
    await one.idle();
    expect(ran).toEqual([]);
    const error_message = "No server queued this task, or its row was changed in the database.";
    expect(await task(id)).toMatchObject({ state: ended, error_message, lease_holder: null });
    expect(errors.map(String)).toEqual([`TrailError: ${error_message}`]);
    const visibility = [{ SpaceId: null, Restrictions: {} }];
    const [event] = await engine.trail.events({ visibility, terms: [[id]] }, 0, 1);
    expect(event).toMatchObject({
      Category: "TaskStateChanged",
      UserId: "users-system",
      CorrelationId: id,
      Message: `Task ${id} was refused: ${error_message}`,
    });
  });

  test.each([
    ["space_id", "'Spaces-2'"],
    ["queued_by", "'Users-2'"],
    ["deployment_id", "'Deployments-1'"],
    ["queue_time", "queue_time - interval '1 hour'"],
    ["queue_time_expiry", "queue_time + interval '1 hour'"],
    ["lane", "'lane'"],
    ["mac", "null"],
    ["description", "'Other work'"],
  ])("a task whose %s was changed by SQL does not run", async (column, value) => {
    const id = await queue();
    await database.script(`update server.tasks set ${column} = ${value} where id = '${id}'`);
    const one = runner("a");
    await one.claim();
    await one.idle();
    expect(ran).toEqual([]);
    expect((await task(id)).state).toBe("Failed");
  });

  test("a forged task that a dead server seems to have run, or that has expired, is refused", async () => {
    const [late, dead] = [await queue(), await queue()];
    await database.script(`
      update server.tasks set queue_time_expiry = queue_time - interval '1 hour' where id = '${late}';
      update server.tasks set state = 'Executing', queued_by = 'Users-2', lease_holder = 'b',
        lease_until = queue_time - interval '1 hour' where id = '${dead}'`);
    await runner("a").sweep();
    for (const id of [late, dead])
      expect((await task(id)).error_message).toMatch(/^No server queued/);
    expect(errors).toHaveLength(2);
  });

  test("a server that stops ends the running tasks and reports it", async () => {
    const { running } = gate();
    const id = await queue();
    const one = runner("a");
    await one.claim();
    await running;
    await one.close(0);
    expect(await task(id)).toMatchObject({
      state: "Failed",
      error_message: "The server was shut down while the task ran.",
    });
  });

  test("no more tasks run at once than there is room for", async () => {
    gate();
    for (let n = 0; n < 3; n++) await queue();
    const one = runner("a", 2);
    expect([await one.claim(), await one.claim(), await one.claim()]).toEqual([true, true, false]);
    await one.close(0);
  });
});
