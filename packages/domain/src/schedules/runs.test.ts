import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anySchedule,
  anyTimestamp,
  continuous,
  cron,
  daily,
  filter,
  monthly,
  VIENNA,
} from "../../../../test/support/trigger-filters.ts";
import { DAYS_OF_WEEK, type TriggerFilter } from "../documents/trigger-filter.ts";
import { latestRun, nextRun } from "./runs.ts";
import { scheduleProblem } from "./schedule.ts";

const RUNS = { numRuns: 150, seed: 20_261_126 };

/** The next runs, in UTC. */
function runs(schedule: TriggerFilter, after: string, count: number): string[] {
  const found: string[] = [];
  let next = nextRun(schedule, new Date(after));
  while (next !== undefined && found.length < count) {
    found.push(next.toISOString().replace(":00.000Z", ""));
    next = nextRun(schedule, next);
  }
  return found;
}

describe("runs", () => {
  test("once on each of some days of the week, in local time", () => {
    expect(runs(daily("09:00:00", "Monday", "Thursday"), "2026-11-26T07:59:59Z", 3)).toEqual([
      "2026-11-26T08:00",
      "2026-11-30T08:00",
      "2026-12-03T08:00",
    ]);
  });

  test("in time zones with Windows names, and by default in UTC", () => {
    const at = { StartTime: "2022-09-14T09:00:00.000", DaysOfWeek: ["Wednesday" as const] };
    const from = "2026-11-23T00:00:00Z";
    const inZone = (Timezone: string) => runs(filter({ ...at, Timezone }), from, 1);
    expect(inZone("Singapore Standard Time")).toEqual(["2026-11-25T01:00"]);
    expect(inZone("Asia/Singapore")).toEqual(["2026-11-25T01:00"]);
    expect(inZone("")).toEqual(["2026-11-25T09:00"]);
  });

  test("every so many hours or minutes within a part of the day", () => {
    const hours = continuous({
      Interval: "OnceHourly",
      HourInterval: 4,
      RunAfter: "2026-01-01T08:30:00",
      RunUntil: "2026-01-01T16:30:00",
    });
    expect(runs(hours, "2026-11-26T12:00:00Z", 4)).toEqual([
      "2026-11-26T15:30",
      "2026-11-27T07:30",
      "2026-11-27T11:30",
      "2026-11-27T15:30",
    ]);
    const minutes = continuous({
      Interval: "OnceEveryMinute",
      MinuteInterval: 45,
      RunAfter: "2026-01-01T22:00:00",
      DaysOfWeek: ["Friday"],
    });
    expect(runs(minutes, "2026-11-26T12:00:00Z", 4)).toEqual([
      "2026-11-27T21:00",
      "2026-11-27T21:45",
      "2026-11-27T22:30",
      "2026-12-04T21:00",
    ]);
    expect(runs(continuous({ Interval: "OnceDaily" }), "2026-11-26T12:00:00Z", 2)).toEqual([
      "2026-11-26T23:00",
      "2026-11-27T23:00",
    ]);
  });

  test("by the older types of filters", () => {
    const older = filter({
      FilterType: "DailySchedule",
      RunType: "Continuously",
      Interval: "OnceHourly",
      HourInterval: 12,
    });
    expect(runs(older, "2026-11-26T00:00:00Z", 2)).toEqual([
      "2026-11-26T12:00",
      "2026-11-27T00:00",
    ]);
    const StartTime = "2026-01-01T06:00:00";
    expect(
      runs(filter({ FilterType: "DailySchedule", StartTime }), "2026-11-26T07:00:00Z", 1),
    ).toEqual(["2026-11-27T06:00"]);
    const weekly = filter({ FilterType: "DaysPerWeekSchedule", StartTime, Sunday: true });
    expect(runs(weekly, "2026-11-26T00:00:00Z", 1)).toEqual(["2026-11-29T06:00"]);
  });

  test.each([
    [monthly({ DateOfMonth: "6" }), ["2026-12-06T06:00", "2027-01-06T06:00"]],
    [monthly({ DateOfMonth: "31" }), ["2026-12-31T06:00", "2027-01-31T06:00"]],
    [monthly({ DateOfMonth: "L" }), ["2026-11-30T06:00", "2026-12-31T06:00"]],
    [
      monthly({
        MonthlyScheduleType: "DayOfMonth",
        DayNumberOfMonth: "2",
        DayOfWeek: "Wednesday",
      }),
      ["2026-12-09T06:00", "2027-01-13T06:00"],
    ],
    [
      monthly({ MonthlyScheduleType: "DayOfMonth", DayNumberOfMonth: "L", DayOfWeek: "Saturday" }),
      ["2026-11-28T06:00", "2026-12-26T06:00"],
    ],
    [
      monthly({ MonthlyScheduleType: "DayOfMonth", DayNumberOfMonth: "1" }),
      ["2026-12-01T06:00", "2027-01-01T06:00"],
    ],
  ])("on days of the month: %#", (schedule, expected) => {
    expect(runs(schedule, "2026-11-26T07:00:00Z", 2)).toEqual(expected);
  });

  test.each([
    ["0 0 06 * * Mon-Fri", ["2026-11-27T06:00", "2026-11-30T06:00"]],
    ["0 0/20 * * * ?", ["2026-11-26T07:20", "2026-11-26T07:40"]],
    ["0 0 6 ? * 2#3", ["2026-12-15T06:00", "2027-01-19T06:00"]],
    ["0 0 6 ? * 5L", ["2026-11-27T06:00", "2026-12-25T06:00"]],
    ["0 0 6 LW * ?", ["2026-11-30T06:00", "2026-12-31T06:00"]],
    ["0 0 6 15W * ?", ["2026-12-15T06:00", "2027-01-15T06:00"]],
    ["0 0 6 13 * FRI", ["2027-08-13T06:00", "2028-10-13T06:00"]],
    ["0 0 6 1 1 ? 2030", ["2030-01-01T06:00"]],
    ["0 0 6 1 1 ? 2020", []],
  ])("by the cron expression %s", (expression, expected) => {
    expect(runs(cron(expression), "2026-11-26T07:00:00Z", 2)).toEqual(expected);
  });

  test("never on a schedule, for a filter by events of machines", () => {
    const machines = filter({ FilterType: "MachineFilter", EventGroups: ["MachineHealthChanged"] });
    expect(nextRun(machines, new Date())).toBeUndefined();
    expect(latestRun(machines, new Date())).toBeUndefined();
    expect(scheduleProblem(machines)).toBeUndefined();
  });
});

// In Vienna the clocks go from 2:00 to 3:00 on 29 March 2026, and from 3:00 to 2:00 on 25 October.
describe("when the clocks change", () => {
  test.each([
    ["a daily run", daily("02:30:00", ...DAYS_OF_WEEK)],
    ["a cron expression", cron("0 30 2 * * *", VIENNA)],
  ])("%s in the skipped hour runs when that is over", (_, schedule) => {
    expect(runs(schedule, "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:00",
      "2026-03-30T00:30",
    ]);
  });

  test.each([
    ["a daily run", daily("02:30:00", ...DAYS_OF_WEEK)],
    ["a cron expression", cron("0 30 2 * * *", VIENNA)],
  ])("%s in the repeated hour runs the first time", (_, schedule) => {
    expect(runs(schedule, "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  test("one of several hours of a cron expression is not skipped either", () => {
    expect(runs(cron("0 30 2,14 * * *", VIENNA), "2026-03-28T14:00:00Z", 2)).toEqual([
      "2026-03-29T01:00",
      "2026-03-29T12:30",
    ]);
  });

  test("intervals keep their length", () => {
    const everyTwo = continuous({ Interval: "OnceHourly", HourInterval: 2 });
    expect(runs(everyTwo, "2026-03-28T23:00:00Z", 3)).toEqual([
      "2026-03-29T01:00",
      "2026-03-29T03:00",
      "2026-03-29T05:00",
    ]);
    expect(runs(everyTwo, "2026-10-24T22:00:00Z", 3)).toEqual([
      "2026-10-25T00:00",
      "2026-10-25T02:00",
      "2026-10-25T04:00",
    ]);
    expect(runs(cron("0 0 * * * *", VIENNA), "2026-10-24T23:30:00Z", 3)).toEqual([
      "2026-10-25T00:00",
      "2026-10-25T01:00",
      "2026-10-25T02:00",
    ]);
  });
});

describe("any schedule", () => {
  test("has no run between a point in time and the next run after it", () => {
    fc.assert(
      fc.property(anySchedule, anyTimestamp, (schedule, after) => {
        const next = nextRun(schedule, after);
        if (next === undefined) throw new TypeError("The schedule should never end.");
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(latestRun(schedule, next)).toEqual(next);
        const before = latestRun(schedule, new Date(next.getTime() - 1));
        expect(before?.getTime() ?? 0).toBeLessThanOrEqual(after.getTime());
      }),
      RUNS,
    );
  });
});
