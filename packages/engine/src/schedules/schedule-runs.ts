import { isStale } from "@indelible/kernel";
import type { Attachment, Database } from "@indelible/trail";
import { sql } from "../sql.ts";

const GET = sql.statement("get-schedule-runs");
const MOVED_ON = sql.commitPart("schedule_runs");

/** When schedules last ran, by id; those that never did are absent. */
export async function lastRuns(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await database.query<{ id: string; last_run: Date }>(GET, [ids]);
  return new Map(rows.map(({ id, last_run }) => [id, last_run]));
}

/**
 * Moves a schedule on from its last run, undefined for none, to the one that a commit does. The commit
 * is stale when another server has done so.
 */
export function scheduleRun(id: string, before: Date | undefined, lastRun: Date): Attachment {
  const row = { id, before: before?.toISOString() ?? null, last_run: lastRun.toISOString() };
  return { part: MOVED_ON, rows: [row] };
}

/** Does what a schedule is due for, unless another server has moved it on: that one has done it. */
export async function unlessMovedOn(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isStale(error)) throw error;
  }
}
