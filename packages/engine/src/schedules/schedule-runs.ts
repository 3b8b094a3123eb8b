import { isStale } from "@indelible/kernel";
import type { Attachment, Database } from "@indelible/trail";
import { sql } from "../sql.ts";

const GET = sql.statement("get-schedule-runs");
const MOVED_ON = sql.commitPart("schedule_runs");

/** When schedules last ran, by id; those that never ran are absent. */
export async function lastRuns(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await database.query<{ id: string; last_run: Date }>(GET, [ids]);
  return new Map(rows.map(({ id, last_run }) => [id, last_run]));
}

/**
 * Sets the last run of a schedule with a commit. The commit is stale when the last run is no longer
 * `before` (undefined for none): another server has done the run.
 */
export function scheduleRun(id: string, before: Date | undefined, lastRun: Date): Attachment {
  const row = { id, before: before?.toISOString() ?? null, last_run: lastRun.toISOString() };
  return { part: MOVED_ON, rows: [row] };
}

/** Commits a run of a schedule; does nothing when another server has done the run. */
export async function unlessMovedOn(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isStale(error)) throw error;
  }
}
