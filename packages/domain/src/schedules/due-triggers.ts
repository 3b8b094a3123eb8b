import type { TriggerFilter } from "../documents/trigger-filter.ts";
import { latestRun } from "./runs.ts";

/** A trigger as its scheduler knows it. */
export interface ScheduledTrigger {
  readonly id: string;
  readonly filter: TriggerFilter;
  /**
   * The occurrence that it ran for last or, when that is later, the time at which it was made, changed
   * or enabled: what was before is over.
   */
  readonly since: Date;
}

/** A trigger that should run now, and the time that it should run for: its next `since`. */
export interface DueTrigger {
  readonly id: string;
  readonly occurrence: Date;
}

/**
 * The triggers that should run now. One that missed several occurrences runs once, for the last of
 * them; none runs twice for the same, as long as the occurrence is kept as its next `since`.
 */
export function dueTriggers(triggers: readonly ScheduledTrigger[], now: Date): DueTrigger[] {
  return triggers.flatMap(({ id, filter, since }) => {
    const occurrence = latestRun(filter, now);
    return occurrence === undefined || occurrence <= since ? [] : [{ id, occurrence }];
  });
}
