import fc from "fast-check";
import {
  DAYS_OF_WEEK,
  type TriggerFilter,
  triggerFilter,
} from "../../packages/domain/src/documents/trigger-filter.ts";
import { scheduleProblem } from "../../packages/domain/src/schedules/schedule.ts";

export const VIENNA = "Europe/Vienna";

/** A filter as it is stored: missing fields have their defaults. */
export function filter(given: Partial<TriggerFilter>): TriggerFilter {
  const defaults = Object.entries(triggerFilter.properties).map(([field, schema]) => [
    field,
    (schema as { default?: unknown }).default,
  ]);
  return { ...Object.fromEntries(defaults), ...given } as TriggerFilter;
}

export const daily = (time: string, ...DaysOfWeek: TriggerFilter["DaysOfWeek"]) =>
  filter({ Timezone: VIENNA, StartTime: `2026-01-01T${time}`, DaysOfWeek });

export const continuous = (given: Partial<TriggerFilter>) =>
  filter({
    FilterType: "ContinuousDailySchedule",
    Timezone: VIENNA,
    DaysOfWeek: [...DAYS_OF_WEEK],
    ...given,
  });

export const monthly = (given: Partial<TriggerFilter>) =>
  filter({
    FilterType: "DaysPerMonthSchedule",
    Timezone: "UTC",
    StartTime: "2026-01-01T06:00:00Z",
    ...given,
  });

export const cron = (CronExpression: string, Timezone = "UTC") =>
  filter({ FilterType: "CronExpressionSchedule", CronExpression, Timezone });

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
/** A point in time in 2026 or 2027. */
export const anyTimestamp = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map((milliseconds) => new Date(milliseconds));
/** A filter with a valid schedule. */
export const anySchedule = fc.oneof(
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
