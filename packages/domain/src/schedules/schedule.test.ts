import { describe, expect, test } from "vitest";
import {
  continuous,
  cron,
  daily,
  filter,
  monthly,
} from "../../../../test/support/trigger-filters.ts";
import { projectTriggers } from "../documents/project-triggers.ts";
import type { TriggerFilter } from "../documents/trigger-filter.ts";
import { scheduleProblem } from "./schedule.ts";

describe("an invalid schedule is refused", () => {
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
  ])("%#", (schedule, problem) => {
    expect(scheduleProblem(schedule as TriggerFilter)).toBe(problem);
  });

  test("a valid one is not", () => {
    const example = projectTriggers.example(() => "x").Filter as Partial<TriggerFilter>;
    for (const schedule of [filter(example), continuous({}), cron("* * * * * *")]) {
      expect(scheduleProblem(schedule)).toBeUndefined();
    }
  });
});
