import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectTriggers } from "../documents/project-triggers.ts";
import { DAYS_OF_WEEK, type TriggerFilter, triggerFilter } from "../documents/trigger-filter.ts";
import { dueRun } from "./due-run.ts";
import { latestRun, nextRun } from "./runs.ts";
import { scheduleProblem } from "./schedule.ts";

const RUNS = { numRuns: 150, seed: 20_261_126 };
const VIENNA = "Europe/Vienna";

/** A filter as it is stored: what was not given has its default. */
function filter(given: Partial<TriggerFilter>): TriggerFilter {
  const defaults = Object.entries(triggerFilter.properties).map(([field, schema]) => [
    field,
    (schema as { default?: unknown }).default,
  ]);
  return { ...Object.fromEntries(defaults), ...given } as TriggerFilter;
}

const daily = (time: string, ...DaysOfWeek: TriggerFilter["DaysOfWeek"]) =>
  filter({ Timezone: VIENNA, StartTime: `2026-01-01T${time}`, DaysOfWeek });

const continuous = (given: Partial<TriggerFilter>) =>
  filter({
    FilterType: "ContinuousDailySchedule",
    Timezone: VIENNA,
    DaysOfWeek: [...DAYS_OF_WEEK],
    ...given,
  });

const monthly = (given: Partial<TriggerFilter>) =>
  filter({
    FilterType: "DaysPerMonthSchedule",
    Timezone: "UTC",
    StartTime: "2026-01-01T06:00:00Z",
    ...given,
  });

const cron = (CronExpression: string, Timezone = "UTC") =>
  filter({ FilterType: "CronExpressionSchedule", CronExpression, Timezone });

/** The next few runs, in UTC. */
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
  test("once on each of some days of the week, by the clock of the zone", () => {
    expect(runs(daily("09:00:00", "Monday", "Thursday"), "2026-11-26T07:59:59Z", 3)).toEqual([
      "2026-11-26T08:00",
      "2026-11-30T08:00",
      "2026-12-03T08:00",
    ]);
  });

  test("by zones as Windows calls them, and by UTC where none is named", () => {
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

  test("as the older kinds say", () => {
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

  test("never by the clock, when it is machines that a trigger looks at", () => {
    const machines = filter({ FilterType: "MachineFilter", EventGroups: ["MachineHealthChanged"] });
    expect(nextRun(machines, new Date())).toBeUndefined();
    expect(latestRun(machines, new Date())).toBeUndefined();
    expect(scheduleProblem(machines)).toBeUndefined();
  });
});

// In Vienna the clocks go from 2:00 to 3:00 on 29 March 2026, and from 3:00 to 2:00 on 25 October.
describe("where the clocks change", () => {
  test.each([
    ["a day's run", daily("02:30:00", ...DAYS_OF_WEEK)],
    ["a cron expression", cron("0 30 2 * * *", VIENNA)],
  ])("%s that falls into the hour that is not runs when it is over", (_, schedule) => {
    expect(runs(schedule, "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:00",
      "2026-03-30T00:30",
    ]);
  });

  test.each([
    ["a day's run", daily("02:30:00", ...DAYS_OF_WEEK)],
    ["a cron expression", cron("0 30 2 * * *", VIENNA)],
  ])("%s that falls into the hour that is twice runs the first time", (_, schedule) => {
    expect(runs(schedule, "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  test("one of several hours of a cron expression is not left out either", () => {
    expect(runs(cron("0 30 2,14 * * *", VIENNA), "2026-03-28T14:00:00Z", 2)).toEqual([
      "2026-03-29T01:00",
      "2026-03-29T12:30",
    ]);
  });

  test("intervals are as long as ever", () => {
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

describe("what cannot be kept is refused", () => {
  test.each([
    [daily("09:00:00"), "Filter must name at least one day of the week."],
    [filter({ DaysOfWeek: ["Monday"] }), "Filter.StartTime is required."],
    [
      daily("25:00:00", "Monday"),
      "Filter.StartTime must be a time such as 2026-01-31T09:00:00, not '2026-01-01T25:00:00'.",
    ],
    [
      { ...daily("09:00:00", "Monday"), Timezone: "Nowhere/Land" },
      "Filter.Timezone must be the name of a time zone such as Europe/Vienna, not 'Nowhere/Land'.",
    ],
    [
      continuous({ RunAfter: "2026-01-01T09:00:00", RunUntil: "2026-01-01T09:00:00" }),
      "Filter.RunUntil must be later in the day than RunAfter.",
    ],
    [
      monthly({ DateOfMonth: "32" }),
      "Filter.DateOfMonth must be a number from 1 to 31, or L for the last.",
    ],
    [
      monthly({ MonthlyScheduleType: "DayOfMonth", DayNumberOfMonth: "6", DayOfWeek: "Monday" }),
      "Filter.DayNumberOfMonth must be a number from 1 to 5, or L for the last.",
    ],
    [
      monthly({ MonthlyScheduleType: "DayOfMonth", DayNumberOfMonth: "1", DayOfWeek: "Noday" }),
      "Filter.DayOfWeek must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday.",
    ],
    [
      cron("0 6 * * 1"),
      "Filter.CronExpression must have six fields (seconds, minutes, hours, day of month, month, day of week), and may have a seventh for the year.",
    ],
    [
      cron("0 0 25 * * *"),
      "Filter.CronExpression '0 0 25 * * *' cannot be understood: Invalid value for hour: 25.",
    ],
    [cron("0 0 0 31 2 *"), "Filter.CronExpression matches no time."],
  ])("%#", (schedule, sentence) => {
    expect(scheduleProblem(schedule as TriggerFilter)).toBe(sentence);
  });

  test("nothing else is", () => {
    const example = projectTriggers.example(() => "x").Filter as Partial<TriggerFilter>;
    for (const schedule of [filter(example), continuous({}), cron("* * * * * *")]) {
      expect(scheduleProblem(schedule)).toBeUndefined();
    }
  });
});

const anyZone = fc.constantFrom(
  "UTC",
  VIENNA,
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
);
const anyTime = fc
  .nat({ max: 86_399 })
  .map((seconds) => `2026-01-01T${new Date(seconds * 1_000).toISOString().slice(11, 19)}`);
const anyMoment = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map((moment) => new Date(moment));
const anySchedule = fc.oneof(
  fc
    .tuple(anyZone, anyTime, fc.subarray([...DAYS_OF_WEEK], { minLength: 1 }))
    .map(([Timezone, StartTime, DaysOfWeek]) => filter({ Timezone, StartTime, DaysOfWeek })),
  fc
    .tuple(
      anyZone,
      anyTime,
      fc.constantFrom("OnceHourly", "OnceEveryMinute", "OnceDaily"),
      fc.integer({ min: 1, max: 90 }),
    )
    .map(([Timezone, RunAfter, Interval, n]) =>
      continuous({ Timezone, RunAfter, Interval, HourInterval: n, MinuteInterval: n } as never),
    )
    .filter((schedule) => scheduleProblem(schedule) === undefined),
  fc
    .tuple(
      anyZone,
      fc.constantFrom("0 */7 * * * *", "0 30 2 * * *", "15 0 */5 ? * MON-FRI", "0 0 3 L * ?"),
    )
    .map(([zone, expression]) => cron(expression, zone)),
);

describe("any schedule", () => {
  test("has no run between one moment and the next run after it", () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, moment) => {
        const next = nextRun(schedule, moment);
        if (next === undefined) throw new TypeError("It should go on for ever.");
        expect(next.getTime()).toBeGreaterThan(moment.getTime());
        expect(latestRun(schedule, next)).toEqual(next);
        const before = latestRun(schedule, new Date(next.getTime() - 1));
        expect(before?.getTime() ?? 0).toBeLessThanOrEqual(moment.getTime());
      }),
      RUNS,
    );
  });

  test("is due for each run once, and after a pause for the last one that was missed", () => {
    const looks = fc.array(fc.integer({ min: 1_000, max: 5 * 3_600_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(anySchedule, anyMoment, looks, (schedule, made, pauses) => {
        let since = made;
        let now = made;
        for (const pause of pauses) {
          now = new Date(now.getTime() + pause);
          const missed: number[] = [];
          for (let run = nextRun(schedule, since); run !== undefined && run <= now; ) {
            missed.push(run.getTime());
            run = nextRun(schedule, run);
          }
          const due = dueRun(schedule, since, now);
          expect(due?.getTime()).toBe(missed.at(-1));
          since = due ?? since;
          expect(dueRun(schedule, since, now)).toBeUndefined();
        }
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});
