import type { TriggerFilter } from "../documents/trigger-filter.ts";
import { latestRun } from "./runs.ts";

/**
 * The time that a trigger should run for now; undefined when it should not. One that missed several
 * runs makes up for the last of them; none runs twice for the same, as long as the time is kept as its
 * next `since`.
 *
 * @param since the time that it ran for last or, when that is later, the time at which it was made,
 *   changed or enabled: what was before is over
 */
export function dueRun(filter: TriggerFilter, since: Date, now: Date): Date | undefined {
  const run = latestRun(filter, now);
  return run !== undefined && run > since ? run : undefined;
}
