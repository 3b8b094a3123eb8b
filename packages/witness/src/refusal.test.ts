import { expect, test } from "vitest";
import { REFUSAL_REASONS, RefusalCounter, refusalOf } from "./refusal.ts";

test("every reason has a status of a refusal and a message", () => {
  for (const reason of REFUSAL_REASONS) {
    expect(refusalOf(reason).status).toBeGreaterThanOrEqual(400);
    expect(refusalOf(reason).message).toMatch(/\.$/);
  }
});

test("refusals are counted by reason, and reasons that did not occur are left out", () => {
  const counter = new RefusalCounter();
  expect(counter.counts()).toEqual({});
  for (const reason of ["inconsistent", "unreadable", "inconsistent"] as const) counter.add(reason);
  expect(Object.entries(counter.counts())).toEqual([
    ["unreadable", 1],
    ["inconsistent", 2],
  ]);
});
