import type { TriggerFilter } from "../documents/trigger-filter.ts";
import { latestOf } from "./cron.ts";
import { scheduleOf, type Window } from "./schedule.ts";

/**
 * The first time after a point in time at which a trigger with this filter runs; undefined if it
 * never runs again, or not on a schedule. Fails with a `ScheduleError` for an invalid schedule.
 */
export function nextRun(filter: TriggerFilter, after: Date): Date | undefined {
  const schedule = scheduleOf(filter);
  if (schedule === undefined) return undefined;
  const { starts, window } = schedule;
  const within =
    window === undefined ? undefined : nextWithin(window, latestOf(starts, after), after);
  return within ?? starts.nextRun(after) ?? undefined;
}

/**
 * The last time, at or before a point in time, at which it should have run; undefined if there is
 * none. Errors as `nextRun`.
 */
export function latestRun(filter: TriggerFilter, at: Date): Date | undefined {
  const schedule = scheduleOf(filter);
  if (schedule === undefined) return undefined;
  const { starts, window } = schedule;
  const start = latestOf(starts, at);
  if (start === undefined || window === undefined) return start;
  return stepFrom(
    start,
    window,
    Math.floor(elapsed(start, min(at, endOf(window, start))) / window.every),
  );
}

function nextWithin(window: Window, start: Date | undefined, after: Date): Date | undefined {
  if (start === undefined) return undefined;
  const next = stepFrom(start, window, Math.floor(elapsed(start, after) / window.every) + 1);
  return next <= endOf(window, start) ? next : undefined;
}

function endOf({ ends }: Window, start: Date): Date {
  return ends.nextRun(start) ?? start;
}

function stepFrom(start: Date, { every }: Window, steps: number): Date {
  return new Date(start.getTime() + steps * every);
}

function elapsed(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}

function min(a: Date, b: Date): Date {
  return a < b ? a : b;
}
