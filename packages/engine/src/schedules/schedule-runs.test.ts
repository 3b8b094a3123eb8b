import { systemAct } from "@indelible/kernel";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { lastRuns, scheduleRun, unlessMovedOn } from "./schedule-runs.ts";

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((day) => new Date(`2026-03-0${day}T12:00:00Z`));

describeStores("the runs of schedules", (open) => {
  let database: Database;
  let engine: TestEngine;

  beforeAll(async () => {
    database = await open();
    engine = await TestEngine.open(database);
  });
  afterAll(() => database.close());

  async function move(before: Date | undefined, to: Date = new Date(0)): Promise<void> {
    const snapshot = await engine.trail.read({});
    const moved = [scheduleRun("ProjectTriggers-1", before, to)];
    await engine.trail.commit(systemAct("act"), snapshot, [], moved);
  }

  const last = async () => (await lastRuns(database, ["ProjectTriggers-1", "none"])).values();

  test("the last run of a schedule changes only from its current value", async () => {
    expect([...(await last())]).toEqual([]);
    await move(undefined, FIRST);
    await move(FIRST, SECOND);
    for (const stale of [undefined, FIRST, THIRD]) {
      await expect(move(stale, THIRD)).rejects.toMatchObject({ code: "stale" });
    }
    expect([...(await last())]).toEqual([SECOND]);
  });

  test("a run that another server has done is ignored; other errors are not", async () => {
    await unlessMovedOn(() => move(FIRST, THIRD));
    expect([...(await last())]).toEqual([SECOND]);
    const fault = () => Promise.reject(new RangeError("The disk is full."));
    await expect(unlessMovedOn(fault)).rejects.toThrow("The disk is full.");
  });
});
