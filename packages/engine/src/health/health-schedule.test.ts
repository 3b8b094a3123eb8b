import { machinePolicies } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { fakeClock } from "../../../../test/support/trail.ts";
import { queueDueHealthChecks } from "./health-schedule.ts";

const clock = fakeClock();
const HOUR = 3_600_000;

let database: Database;
let engine: TestEngine;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database, clock.now);
});
afterAll(() => database.close());

test("a due check is queued once, by one of several servers", async () => {
  const { id } = await engine.create(machinePolicies, {
    Name: "Hourly",
    MachineHealthCheckPolicy: { HealthCheckInterval: "01:00:00" },
  });
  const queued = async () => {
    await Promise.all([queueDueHealthChecks(engine), queueDueHealthChecks(engine)]);
    const tasks: string[] = [];
    for (;;) {
      const task = await engine.tasks.claim("a", ["Health"]);
      if (task === undefined) return tasks;
      expect(task).toMatchObject({
        description: "Check deployment target health of Hourly",
        queued_by: "users-system",
      });
      tasks.push(String(task.arguments.MachinePolicyId));
    }
  };
  expect(await queued()).toEqual([id]);
  clock.advance(HOUR - 1);
  expect(await queued()).toEqual([]);
  clock.advance(1);
  expect(await queued()).toEqual([id]);
});
