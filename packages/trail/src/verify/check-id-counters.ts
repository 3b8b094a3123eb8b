import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { Finding } from "./finding.ts";
import type { IdMaxima } from "./id-maxima.ts";

const COUNTERS = sqlFile("verify-id-counters");

/** Reports counters that would give ids again: those below an id of an event. */
export async function checkIdCounters(
  connection: Database,
  maxima: IdMaxima,
  report: (finding: Finding) => void,
): Promise<void> {
  const rows = await connection.query<{ prefix: string; last: number }>(COUNTERS, []);
  const counters = new Map(rows.map(({ prefix, last }) => [prefix, last]));
  for (const [type, largest] of maxima.entries()) {
    const last = counters.get(type) ?? 0;
    if (last >= largest) continue;
    const detail = `The counter of the ids ${type}-… is at ${last}, but ${type}-${largest} was created: ids would be used again.`;
    report({ kind: "changed", eventId: null, index: null, detail });
  }
}
