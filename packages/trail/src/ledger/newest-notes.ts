import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";

const NEWEST = sqlFile("newest-checkpoints");

/**
 * The notes of the newest checkpoint rows, newest first, signed by any key or none: for readers that
 * have a key and do not know the log's name yet.
 */
export async function newestCheckpointNotes(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ note: string }>(NEWEST, [0, count]);
  return rows.map(({ note }) => note);
}
