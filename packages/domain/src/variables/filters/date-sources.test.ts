import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test("NowDate is the given time, in local or UTC form", () => {
  expect(applied(undefined, "NowDate")).toBe("2026-01-02T03:04:05.6780000");
  expect(applied(undefined, "nowdateutc")).toBe("2026-01-02T03:04:05.6780000Z");
  expect(applied(undefined, "NowDateUtc", "zz HH")).toBe("+00 03");
  expect(applied(undefined, "NowDate", "HH", "mm")).toBeUndefined();
});

test("NowDate accepts no value", () => {
  expect(applied("x", "NowDate")).toBeUndefined();
});
