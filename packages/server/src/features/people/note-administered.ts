import type { Database } from "@indelible/trail";
import { sql } from "./sql.ts";

const NOTE = sql.statement("note-administered");

/**
 * Once a user administers the installation, no change may leave it without one: the database refuses
 * it (`server.require_administrator`, docs/adr/a-user-always-administers.md). An installation that
 * has no administrator is left as it is.
 */
export async function noteAdministered(database: Database): Promise<void> {
  await database.query(NOTE, []);
}
