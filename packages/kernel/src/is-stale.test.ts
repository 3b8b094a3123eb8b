import { TrailError } from "@indelible/trail";
import { expect, test } from "vitest";
import { isStale } from "./is-stale.ts";
import { Refusal } from "./refusal.ts";

test.each([
  [new TrailError("stale", "Changed."), true],
  [new TrailError("duplicate", "Taken."), false],
  [new Refusal("conflict", "Changed."), false],
  [{ code: "stale" }, false],
  [undefined, false],
])("%s is stale: %s", (error, stale) => {
  expect(isStale(error)).toBe(stale);
});
