import { expect, test } from "vitest";
import { queueTimesProblem } from "./queue-times.ts";

const NOW = new Date("2030-01-01T12:00:00Z");

test.each([
  [null, null, undefined],
  ["2030-01-02T00:00:00Z", null, undefined],
  [null, "2030-01-01T12:00:01Z", undefined],
  ["2030-01-02T00:00:00Z", "2030-01-02T00:00:01Z", undefined],
  ["2030-01-02T01:00:00+02:00", "2030-01-02T00:00:00Z", undefined],
  ["2030-01-02T00:00:00Z", "2030-01-02T00:00:00Z", "QueueTimeExpiry must be after QueueTime."],
  ["2030-01-02T00:00:00Z", "2030-01-01T23:59:59Z", "QueueTimeExpiry must be after QueueTime."],
  [null, "2030-01-01T11:59:59Z", "QueueTimeExpiry must be in the future."],
])("a task from %j until %j: %s", (QueueTime, QueueTimeExpiry, problem) => {
  expect(queueTimesProblem({ QueueTime, QueueTimeExpiry }, NOW)).toBe(problem);
});
