import { Cron } from "croner";
import { ScheduleError } from "./schedule-error.ts";
import type { TimeOfDay } from "./time-of-day.ts";

/** Seconds, minutes, hours, day of the month, month, day of the week, and optionally the year. */
const FIELDS = /^\s*(\S+\s+){5,6}\S+\s*$/;

/** The unit of cron expressions. */
const SECOND_MILLISECONDS = 1_000;
const EPOCH = new Date(0);

/**
 * The cron expression of a field in a time zone. When the clocks change, a time with fixed hours,
 * minutes and seconds runs once that day, as soon as the clocks have passed it. Fails with a
 * `ScheduleError` for an invalid expression, and for one that no time matches.
 */
export function cronOf(field: string, expression: string, timezone: string): Cron {
  if (!FIELDS.test(expression)) {
    throw new ScheduleError(
      `${field} must have six fields (seconds, minutes, hours, day of month, month, day of week), and may have a seventh for the year.`,
    );
  }
  const cron = parsed(field, expression, timezone);
  if (cron.nextRun(EPOCH) !== null) return cron;
  throw new ScheduleError(`${field} matches no time.`);
}

/** Every day that the last three fields of a cron expression match, at a time of day. */
export function dailyCron(at: TimeOfDay, days: string, timezone: string): Cron {
  return parsed("Filter", `${at.second} ${at.minute} ${at.hour} ${days}`, timezone);
}

/** The last time of a cron expression at or before a point in time. */
export function latestOf(cron: Cron, at: Date): Date | undefined {
  const nextSecond = Math.floor(at.getTime() / SECOND_MILLISECONDS + 1) * SECOND_MILLISECONDS;
  return cron.previousRuns(1, new Date(nextSecond))[0];
}

function parsed(field: string, expression: string, timezone: string): Cron {
  try {
    return new Cron(expression, {
      timezone,
      mode: "6-or-7-parts",
      domAndDow: true,
      sloppyRanges: true,
      fixedTimeRule: "no-wildcard",
      paused: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^CronPattern: |\.$/g, "") : "";
    throw new ScheduleError(`${field} '${expression}' cannot be understood: ${reason}.`, { cause });
  }
}
