import type { TriggerFilter } from "../documents/trigger-filter.ts";
import { latestRun } from "./runs.ts";

/**
 * The scheduled time for which a trigger should run now; undefined if it should not run. After
 * several missed runs, only the last one is made up for. No run happens twice if the caller stores
 * the time and passes it as the next `since`.
 *
 * @param since the last scheduled time that it ran for or, if later, the time when it was created,
 *   changed or enabled: earlier runs are not made up for
 */
export function dueRun(filter: TriggerFilter, since: Date, now: Date): Date | undefined {
  const run = latestRun(filter, now);
  return run !== undefined && run > since ? run : undefined;
}
