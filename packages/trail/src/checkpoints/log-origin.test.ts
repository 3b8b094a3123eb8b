import { expect, test } from "vitest";
import { isEarlierLog, originOfLog, parseLogOrigin } from "./log-origin.ts";

test("the number of a log is part of its origin, except for the first", () => {
  for (const number of [1, 2, 17]) {
    const origin = originOfLog("example.org/ledger", number);
    expect(parseLogOrigin(origin)).toEqual({ base: "example.org/ledger", number });
  }
  expect(originOfLog("example.org/ledger", 2)).toBe("example.org/ledger/log-2");
});

test("other names are those of a first log", () => {
  for (const origin of ["a/log-1", "a/log-02", "a/log-", "a/log-99999999999999999", "log-2"]) {
    expect(parseLogOrigin(origin)).toEqual({ base: origin, number: 1 });
  }
});

test("a log is earlier than another one of the same base with a larger number", () => {
  expect(isEarlierLog("a", "a/log-2")).toBe(true);
  expect(isEarlierLog("a/log-2", "a/log-10")).toBe(true);
  expect(isEarlierLog("a/log-2", "a/log-2")).toBe(false);
  expect(isEarlierLog("a/log-3", "a/log-2")).toBe(false);
  expect(isEarlierLog("b", "a/log-2")).toBe(false);
});
