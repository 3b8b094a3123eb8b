import { FINDINGS_MAX, type TableCheck } from "@indelible/trail";
import { sql } from "./sql.ts";

const LATER = sql.statement("verify-schedule-runs");

/** By how much the clocks of several servers may differ. */
const SKEW_MILLISECONDS = 300_000;

/** Reports schedules whose last run is in the future: they would not run until then. */
export function checkScheduleRuns(now: Date): TableCheck {
  return async ({ connection, report }) => {
    const latest = new Date(now.getTime() + SKEW_MILLISECONDS);
    for (const { id } of await connection.query<{ id: string }>(LATER, [latest, FINDINGS_MAX])) {
      const detail = `The schedule of ${id} ran last in the future, so it would not run until then.`;
      report({ kind: "changed", eventId: null, index: null, detail });
    }
  };
}
