import type { Cron } from "croner";
import { DAYS_OF_WEEK, type TriggerFilter } from "../documents/trigger-filter.ts";
import { cronOf, dailyCron } from "./cron.ts";
import { problemOf, ScheduleError } from "./schedule-error.ts";
import { secondOfDay, type TimeOfDay, timeOfDay } from "./time-of-day.ts";
import { ianaTimeZone } from "./time-zone.ts";

/**
 * When something runs: at the times of `starts` and, if there is a window, repeatedly through it.
 */
export interface Schedule {
  readonly starts: Cron;
  readonly window: Window | undefined;
}

/** Runs after a start: one every so many milliseconds, the last at or before `ends`. */
export interface Window {
  readonly ends: Cron;
  readonly every: number;
}

type FilterType = TriggerFilter["FilterType"];
type ReadSchedule = (filter: TriggerFilter, zone: string) => Schedule;

const EVERY_DAY = "* * *";
const MIDNIGHT: TimeOfDay = { hour: 0, minute: 0, second: 0 };
const END_OF_DAY: TimeOfDay = { hour: 23, minute: 59, second: 59 };
const MINUTE_MILLISECONDS = 60_000;

/**
 * The schedule of a trigger's filter; undefined for a filter by events. Fails with a
 * `ScheduleError` for an invalid schedule. Rules: docs/formats/schedules.md.
 */
export function scheduleOf(filter: TriggerFilter): Schedule | undefined {
  return READERS[filter.FilterType]?.(filter, ianaTimeZone("Filter.Timezone", filter.Timezone));
}

/** The error message for an invalid schedule of a filter; undefined for a valid one. */
export function scheduleProblem(filter: TriggerFilter): string | undefined {
  return problemOf(() => scheduleOf(filter));
}

const READERS: Readonly<Partial<Record<FilterType, ReadSchedule>>> = {
  OnceDailySchedule: (filter, zone) => daily(filter, weekdays(filter.DaysOfWeek), zone),
  ContinuousDailySchedule: (filter, zone) => {
    const from = filter.RunAfter ? timeOfDay("RunAfter", filter.RunAfter) : MIDNIGHT;
    return continuous(filter, from, weekdays(filter.DaysOfWeek), zone);
  },
  DailySchedule: (filter, zone) => byRunType(filter, EVERY_DAY, zone),
  DaysPerWeekSchedule: (filter, zone) => {
    return byRunType(filter, weekdays(DAYS_OF_WEEK.filter((day) => filter[day])), zone);
  },
  DaysPerMonthSchedule: (filter, zone) => daily(filter, daysOfMonth(filter), zone),
  CronExpressionSchedule: (filter, zone) => {
    return {
      starts: cronOf("Filter.CronExpression", filter.CronExpression ?? "", zone),
      window: undefined,
    };
  },
};

function byRunType(filter: TriggerFilter, days: string, zone: string): Schedule {
  if (filter.RunType !== "Continuously") return daily(filter, days, zone);
  const from = filter.StartTime ? timeOfDay("StartTime", filter.StartTime) : MIDNIGHT;
  return continuous(filter, from, days, zone);
}

function daily(filter: TriggerFilter, days: string, zone: string): Schedule {
  const at = timeOfDay("StartTime", filter.StartTime);
  return { starts: dailyCron(at, days, zone), window: undefined };
}

function continuous(filter: TriggerFilter, from: TimeOfDay, days: string, zone: string): Schedule {
  const until = filter.RunUntil ? timeOfDay("RunUntil", filter.RunUntil) : END_OF_DAY;
  if (secondOfDay(until) <= secondOfDay(from)) {
    throw new ScheduleError("Filter.RunUntil must be later in the day than RunAfter.");
  }
  const every = intervalOf(filter);
  const window =
    every === undefined ? undefined : { ends: dailyCron(until, EVERY_DAY, zone), every };
  return { starts: dailyCron(from, days, zone), window };
}

/** Milliseconds from one run to the next; undefined for one run per day. */
function intervalOf({ Interval, HourInterval, MinuteInterval }: TriggerFilter): number | undefined {
  if (Interval === "OnceHourly") return (HourInterval ?? 1) * 60 * MINUTE_MILLISECONDS;
  if (Interval === "OnceEveryMinute") return (MinuteInterval ?? 1) * MINUTE_MILLISECONDS;
  return undefined;
}

function weekdays(days: readonly string[]): string {
  if (days.length === 0) throw new ScheduleError("Filter must name at least one day of the week.");
  return `* * ${days.map(shortName).join(",")}`;
}

function daysOfMonth(filter: TriggerFilter): string {
  if (filter.MonthlyScheduleType === "DateOfMonth") {
    return `${dayNumber("DateOfMonth", filter.DateOfMonth, 31)} * *`;
  }
  const { DayOfWeek, DayNumberOfMonth } = filter;
  if (!DayOfWeek) return `${dayNumber("DayNumberOfMonth", DayNumberOfMonth, 31)} * *`;
  if (!DAYS_OF_WEEK.some((day) => day.toLowerCase() === DayOfWeek.toLowerCase())) {
    throw new ScheduleError(`Filter.DayOfWeek must be one of ${DAYS_OF_WEEK.join(", ")}.`);
  }
  return `* * ${shortName(DayOfWeek)}#${dayNumber("DayNumberOfMonth", DayNumberOfMonth, 5)}`;
}

/** An integer from 1, or `L` for the last. */
function dayNumber(field: string, given: string | null, max: number): string {
  const text = (given ?? "").trim().toUpperCase();
  if (text === "L" || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= max)) {
    return text;
  }
  throw new ScheduleError(`Filter.${field} must be a number from 1 to ${max}, or L for the last.`);
}

function shortName(day: string): string {
  return day.slice(0, 3).toUpperCase();
}
