import type { BodyOf } from "./body-of.ts";
import {
  choice,
  flag,
  idsOf,
  integer,
  list,
  name,
  nullable,
  object,
  optionalText,
  text,
} from "./fields.ts";

/** Characters of a time or of a cron expression. */
const SCHEDULE_LENGTH_MAX = 200;

/** The names of the days of the week in filters. */
export const DAYS_OF_WEEK = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

/**
 * What starts a trigger: a schedule, or events of machines. `FilterType` determines which of the
 * other fields are used: docs/formats/schedules.md. API reference, section 6.
 */
export const triggerFilter = object({
  FilterType: choice(
    "OnceDailySchedule",
    "ContinuousDailySchedule",
    "DailySchedule",
    "DaysPerWeekSchedule",
    "DaysPerMonthSchedule",
    "CronExpressionSchedule",
    "MachineFilter",
  ),
  Timezone: text(SCHEDULE_LENGTH_MAX),
  StartTime: optionalText(SCHEDULE_LENGTH_MAX),
  DaysOfWeek: list(choice(...DAYS_OF_WEEK)),
  RunType: choice("ScheduledTime", "Continuously"),
  Interval: choice("OnceDaily", "OnceHourly", "OnceEveryMinute"),
  HourInterval: nullable(integer(1, 1)),
  MinuteInterval: nullable(integer(1, 1)),
  RunAfter: optionalText(SCHEDULE_LENGTH_MAX),
  RunUntil: optionalText(SCHEDULE_LENGTH_MAX),
  Sunday: flag(),
  Monday: flag(),
  Tuesday: flag(),
  Wednesday: flag(),
  Thursday: flag(),
  Friday: flag(),
  Saturday: flag(),
  MonthlyScheduleType: choice("DateOfMonth", "DayOfMonth"),
  DateOfMonth: optionalText(SCHEDULE_LENGTH_MAX),
  DayNumberOfMonth: optionalText(SCHEDULE_LENGTH_MAX),
  DayOfWeek: optionalText(SCHEDULE_LENGTH_MAX),
  CronExpression: optionalText(SCHEDULE_LENGTH_MAX),
  EnvironmentIds: idsOf("Environments"),
  Roles: list(name()),
  EventGroups: list(name()),
  EventCategories: list(name()),
});

/** The filter of a trigger, with defaults applied. */
export type TriggerFilter = BodyOf<typeof triggerFilter>;
