import { eventNumber, type Trail, type TrailEvent } from "@indelible/trail";
import { EVERYTHING } from "./everything.ts";

const READ_MIN = 20;

/**
 * The newest events of no space that have, for each set of terms, at least one of them: `count` of
 * them, newest first. They are ordered by their numbers, because a clock can be set back.
 */
export async function newestEvents(
  trail: Trail,
  terms: readonly (readonly string[])[],
  count: number,
): Promise<TrailEvent[]> {
  const query = { visibility: EVERYTHING, terms };
  const found = await trail.events(query, 0, Math.max(count, READ_MIN));
  return found.toSorted((a, b) => eventNumber(b) - eventNumber(a)).slice(0, count);
}
