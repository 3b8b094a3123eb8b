import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";

const NEWEST = sqlFile("newest-checkpoints");

/**
 * The notes of the newest rows of the checkpoints, newest first, whoever signed them: for a reader who
 * has a key and does not know the log's name yet.
 */
export async function newestCheckpointNotes(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ note: string }>(NEWEST, [0, count]);
  return rows.map(({ note }) => note);
}
