import type { Database, Loop } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { plainNotes } from "./task-document.ts";
import { type LoopedRunner, startTaskLoop } from "./task-loop.ts";
import { TaskRunner } from "./task-runner.ts";

/** A promise, and the function that resolves it. */
function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Lets the loops do what they can do without a timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Records what a loop does with its runner; a test sets what each operation waits for. */
class RecordingRunner implements LoopedRunner {
  readonly calls: string[] = [];
  /** The results of the next claims; later ones are false. */
  readonly claims: boolean[] = [];
  waits: Partial<Record<"sweep" | "claim" | "renew" | "close", Promise<void>>> = {};
  taskEnded: () => void = () => {};

  onEnded(listener: () => void): void {
    this.taskEnded = listener;
  }

  async sweep(): Promise<void> {
    this.calls.push("sweep");
    await this.waits.sweep;
  }

  async claim(): Promise<boolean> {
    this.calls.push("claim");
    await this.waits.claim;
    return this.claims.shift() ?? false;
  }

  async renew(): Promise<void> {
    this.calls.push("renew");
    await this.waits.renew;
  }

  async close(graceMilliseconds: number): Promise<void> {
    this.calls.push(`close ${graceMilliseconds}`);
    await this.waits.close;
  }
}

describe("a task loop", () => {
  let runner: RecordingRunner;
  let errors: unknown[];

  beforeEach(() => {
    runner = new RecordingRunner();
    errors = [];
  });

  function start(): Loop {
    return startTaskLoop(runner, (error) => errors.push(error));
  }

  const claims = () => runner.calls.filter((call) => call === "claim").length;

  test("sweeps, claims and renews at once", async () => {
    const loop = start();
    expect(runner.calls).toEqual(["sweep", "claim", "renew"]);
    await loop.stop();
  });

  test("claims without a pause while there are tasks", async () => {
    runner.claims.push(true, true, true);
    const loop = start();
    await settle();
    expect(claims()).toBe(4);
    await loop.stop();
  });

  test("claims again when a task ends, and when it is woken", async () => {
    const loop = start();
    await settle();
    expect(claims()).toBe(1);
    runner.taskEnded();
    await settle();
    expect(claims()).toBe(2);
    loop.wake();
    await settle();
    expect(claims()).toBe(3);
    await loop.stop();
  });

  test("reports an error, and still claims and stops", async () => {
    const fault = new RangeError("The database is away.");
    runner.waits.sweep = Promise.reject(fault);
    runner.claims.push(true);
    const loop = start();
    await settle();
    expect(errors).toEqual([fault]);
    expect(claims()).toBe(2);
    await loop.stop();
  });

  test.each(["sweep", "claim"] as const)("closes the runner after the last %s", async (last) => {
    const { open, opened } = gate();
    runner.waits[last] = opened;
    const loop = start();
    const stopped = loop.stop();
    await settle();
    expect(runner.calls).not.toContain("close 10000");
    open();
    await stopped;
    expect(runner.calls.at(-1)).toBe("close 10000");
  });

  test("stops renewing leases only after the runner is closed", async () => {
    const [renewed, closed] = [gate(), gate()];
    runner.waits = { renew: renewed.opened, close: closed.opened };
    const loop = start();
    let hasStopped = false;
    const stopped = loop.stop().then(() => {
      hasStopped = true;
    });
    await settle();
    expect(runner.calls.at(-1)).toBe("close 10000");
    renewed.open();
    await settle();
    expect(hasStopped).toBe(false);
    closed.open();
    await stopped;
    expect(hasStopped).toBe(true);
  });
});

describe("a task loop with a store", () => {
  let database: Database;
  let engine: TestEngine;

  beforeAll(async () => {
    database = await openStore("postgres");
    engine = await TestEngine.open(database);
  });
  afterAll(() => database.close());

  test("runs all queued tasks, also when there is room for one only", async () => {
    const ids = [await engine.queue(), await engine.queue(), await engine.queue()];
    const ran: string[] = [];
    const all = gate();
    const errors: unknown[] = [];
    const runner = new TaskRunner({
      trail: engine.trail,
      store: engine.tasks,
      kinds: [
        {
          name: "Work",
          run: async ({ task }) => {
            ran.push(task.id);
            if (ran.length === ids.length) all.open();
            return { kind: "succeeded" };
          },
          needs: () => [],
          notes: plainNotes,
        },
      ],
      node: "a",
      clock: engine.clock,
      taskCap: 1,
      openLog: ({ id }) => engine.openLog(id),
      seal: (text) => text,
      unseal: (text) => text,
      isGenuine: () => true,
      macs: engine.sealer,
      logError: (error) => errors.push(error),
    });
    const loop = startTaskLoop(runner, (error) => errors.push(error));
    await all.opened;
    await loop.stop();
    expect(ran).toEqual(ids);
    expect((await engine.tasks.get(ids)).map(({ state }) => state)).toEqual(
      ids.map(() => "Success"),
    );
    expect(errors).toEqual([]);
  });
});
