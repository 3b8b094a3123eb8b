import { ScheduleError } from "./schedule-error.ts";

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

const [HOUR_MAX, MINUTE_MAX] = [23, 59];

/** A local time of day. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The time of day in a field such as `2026-01-31T09:00:00`. The date is ignored, and so is an
 * offset, which some clients always add. Fails with a `ScheduleError` for anything else.
 */
export function timeOfDay(field: string, given: string | null): TimeOfDay {
  if (given === null || given === "") throw new ScheduleError(`Filter.${field} is required.`);
  const [, ...parts] = LOCAL_TIME.exec(given) ?? [];
  const [hour = Number.NaN, minute = Number.NaN, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  if (hour <= HOUR_MAX && minute <= MINUTE_MAX && second <= MINUTE_MAX) {
    return { hour, minute, second };
  }
  throw new ScheduleError(
    `Filter.${field} must be a time such as 2026-01-31T09:00:00, not '${given}'.`,
  );
}

/** Seconds since midnight, on a day on which the clocks do not change. */
export function secondOfDay({ hour, minute, second }: TimeOfDay): number {
  return (hour * 60 + minute) * 60 + second;
}
