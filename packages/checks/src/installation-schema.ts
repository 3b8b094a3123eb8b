import { readFileSync } from "node:fs";
import { type ExpectedSchema, joinSchemas, parseSchema, trailSchema } from "@indelible/trail";

const SERVER = new URL("../sql/expected-schema.json", import.meta.url);

/**
 * What the migrations of the trail and of the server make together. The part of the server is in
 * `sql/expected-schema.json`. `test/expected-schema.test.ts` compares it with a database, and writes
 * it with `UPDATE_SCHEMA=1`.
 */
export function installationSchema(): ExpectedSchema {
  return joinSchemas(trailSchema(), parseSchema(readFileSync(SERVER, "utf8")));
}
