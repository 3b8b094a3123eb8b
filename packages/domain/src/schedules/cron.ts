import { Cron } from "croner";
import { ScheduleError } from "./schedule-error.ts";
import type { TimeOfDay } from "./time-of-day.ts";

/** Seconds, minutes, hours, day of the month, month, day of the week, and the year, which may be left out. */
const FIELDS = /^\s*(\S+\s+){5,6}\S+\s*$/;

/**
 * A cron expression in a time zone. Where the clocks change, a time that has hours, minutes and
 * seconds of its own runs once that day: as soon as the clocks have passed it. Fails with a
 * `ScheduleError` for what is no expression.
 */
export function cronOf(expression: string, timezone: string): Cron {
  if (!FIELDS.test(expression)) {
    throw new ScheduleError(
      "Filter.CronExpression must have six fields (seconds, minutes, hours, day of month, month, day of week), and may have a seventh for the year.",
    );
  }
  return parsed(expression, timezone);
}

/** Every day that the last three fields of a cron expression name, at a time of day. */
export function dailyCron(at: TimeOfDay, days: string, timezone: string): Cron {
  return parsed(`${at.second} ${at.minute} ${at.hour} ${days}`, timezone);
}

function parsed(expression: string, timezone: string): Cron {
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
    throw new ScheduleError(
      `Filter.CronExpression '${expression}' cannot be understood: ${reason}.`,
      { cause },
    );
  }
}
