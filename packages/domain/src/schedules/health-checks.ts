import type { Cron } from "croner";
import type { HealthCheckPolicy } from "../documents/machine-policies.ts";
import { cronOf, latestOf } from "./cron.ts";
import { problemOf } from "./schedule-error.ts";
import { ianaTimeZone } from "./time-zone.ts";

/** A policy of health checks, with the times that scheduling needs. */
export interface ScheduledCheck {
  readonly policy: HealthCheckPolicy;
  /** When it was created or last changed. */
  readonly made: Date;
  /** The time for which its machines were last checked; undefined if they never were. */
  readonly last: Date | undefined;
}

/** The error message for an invalid policy of health checks; undefined for a valid one. */
export function healthCheckProblem(policy: HealthCheckPolicy): string | undefined {
  return problemOf(() => cronIn(policy));
}

/**
 * The time for which machines should be checked now; undefined if they should not. With a cron
 * expression that is its last time, if that is after the last check and the change of the policy;
 * with an interval it is now. Rules: docs/formats/schedules.md. Fails with a `ScheduleError` if
 * `healthCheckProblem` reports one.
 */
export function dueHealthCheck(
  { policy, made, last }: ScheduledCheck,
  now: Date,
): Date | undefined {
  const cron = cronIn(policy);
  if (cron === undefined) return isElapsed(intervalOf(policy), last, now) ? now : undefined;
  const occurrence = latestOf(cron, now);
  const isNew = occurrence !== undefined && occurrence > made && occurrence > (last ?? made);
  return isNew ? occurrence : undefined;
}

function cronIn(policy: HealthCheckPolicy): Cron | undefined {
  const { HealthCheckCron, HealthCheckCronTimezone } = policy;
  const path = "MachineHealthCheckPolicy.HealthCheckCron";
  const zone = ianaTimeZone(`${path}Timezone`, HealthCheckCronTimezone);
  return HealthCheckCron ? cronOf(path, HealthCheckCron, zone) : undefined;
}

function isElapsed(interval: number, last: Date | undefined, now: Date): boolean {
  if (interval === 0) return false;
  return last === undefined || now.getTime() - last.getTime() >= interval;
}

const INTERVAL = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)/;

/** Milliseconds from one check to the next; 0 for a policy without checks. */
function intervalOf({ HealthCheckInterval }: HealthCheckPolicy): number {
  const [, ...parts] = INTERVAL.exec(HealthCheckInterval ?? "") ?? [];
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}
