import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test("filters are found regardless of case, and only by their names", () => {
  expect(applied("a", "toupper")).toBe("A");
  expect(applied("a", "Unknown")).toBeUndefined();
  expect(applied("a", "constructor")).toBeUndefined();
});

test("a filter without an input value fails, unless it is a source of values", () => {
  expect(applied(undefined, "ToUpper")).toBeUndefined();
  expect(applied(undefined, "NowDate")).toBeDefined();
});
