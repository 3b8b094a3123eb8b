import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { FINDINGS_MAX } from "./finding.ts";

const ORPHANS = sqlFile("verify-orphans");

/** Reports links and unique keys of documents that do not exist. */
export async function checkOrphans({ connection, report }: CheckContext): Promise<undefined> {
  const rows = await connection.query<{ what: string; id: string }>(ORPHANS, [FINDINGS_MAX]);
  for (const { what, id } of rows) {
    const detail = `There is a ${what} of the document ${id}, which does not exist.`;
    report({ kind: "inserted", eventId: null, index: null, detail });
  }
}
