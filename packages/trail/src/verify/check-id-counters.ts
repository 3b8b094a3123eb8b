import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";

const COUNTERS = sqlFile("verify-id-counters");

/**
 * Reports counters that would give ids again: those below an id of an event. A type without a counter
 * is one whose ids a service chooses itself, unless it is one of the given types.
 */
export async function checkIdCounters(context: CheckContext): Promise<undefined> {
  const { connection, options, report, inspection } = context;
  const given = new Set(options.types?.map(({ prefix }) => prefix));
  const rows = await connection.query<{ prefix: string; last: number }>(COUNTERS, []);
  const counters = new Map(rows.map(({ prefix, last }) => [prefix, last]));
  for (const [type, largest] of inspection.ids.entries()) {
    if (!counters.has(type) && !given.has(type)) continue;
    const last = counters.get(type) ?? 0;
    if (last >= largest) continue;
    const detail = `The counter of the ids ${type}-… is at ${last}, but ${type}-${largest} was created: ids would be used again.`;
    report({ kind: "changed", eventId: null, index: null, detail });
  }
}
