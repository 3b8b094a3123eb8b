import {
  type Database,
  type ExpectedSchema,
  joinSchemas,
  parseSchema,
  trailSchema,
} from "@indelible/trail";
import { sql } from "./sql.ts";

const IS_INSTALLATION = sql.statement("is-installation");

/** Whether a database is one of a server, and not one of another service that embeds the trail. */
export async function isInstallation(database: Database): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>(IS_INSTALLATION, []);
  return row?.found === true;
}

/**
 * What the migrations of the trail and of the server make together. The part of the server is in
 * `sql/expected-schema.json`. `test/expected-schema.test.ts` compares it with a database, and writes
 * it with `UPDATE_SCHEMA=1`.
 */
export function installationSchema(): ExpectedSchema {
  return joinSchemas(trailSchema(), parseSchema(sql.text("expected-schema.json")));
}
