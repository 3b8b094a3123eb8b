import { describe, expect, test } from "vitest";
import { cronOf, dailyCron, latestOf } from "./cron.ts";
import { ScheduleError } from "./schedule-error.ts";

describe("an expression", () => {
  test.each([
    ["0 6 * * 1", /^Cron must have six fields/],
    ["0 0 6 * * 1 2030 x", /^Cron must have six fields/],
    ["0 0 25 * * *", /^Cron '0 0 25 \* \* \*' cannot be understood: Invalid value for hour: 25\.$/],
    ["0 0 0 31 2 *", /^Cron matches no time\.$/],
  ])("'%s' is refused", (expression, message) => {
    expect(() => cronOf("Cron", expression, "UTC")).toThrow(ScheduleError);
    expect(() => cronOf("Cron", expression, "UTC")).toThrow(message);
  });

  test("may have a year that is over", () => {
    expect(cronOf("Cron", "0 0 6 1 1 ? 2020", "UTC").nextRun(new Date(1.6e12))).toBeNull();
  });
});

test("the latest time includes the current second", () => {
  const cron = cronOf("Cron", "0 0 6 * * *", "UTC");
  const latest = (at: string) => latestOf(cron, new Date(at))?.toISOString();
  expect(latest("2026-01-31T06:00:00.000Z")).toBe("2026-01-31T06:00:00.000Z");
  expect(latest("2026-01-31T06:00:00.999Z")).toBe("2026-01-31T06:00:00.000Z");
  expect(latest("2026-01-31T05:59:59.999Z")).toBe("2026-01-30T06:00:00.000Z");
});

test("a daily time is local", () => {
  const cron = dailyCron({ hour: 9, minute: 30, second: 0 }, "* * MON", "Europe/Vienna");
  const next = cron.nextRun(new Date("2026-01-31T00:00:00Z"));
  expect(next?.toISOString()).toBe("2026-02-02T08:30:00.000Z");
});
