import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { eventNumber, type TrailEvent } from "../event/event.ts";
import { commitmentsOf, type PersonalValues } from "../event/personal.ts";

/** A row of `trail.event_personal`. */
interface PersonalRow {
  readonly number: number;
  readonly member: string;
  readonly salt: string;
  readonly value: string;
}

const GET = sqlFile("get-personal-values");

/**
 * The values of the personal members of events that were not erased, by the ids of the events. The
 * database is queried only if an event has a commitment.
 */
export async function getPersonalValues(
  database: Database,
  events: readonly TrailEvent[],
): Promise<Map<string, PersonalValues>> {
  const committed = events.filter((event) => Object.keys(commitmentsOf(event)).length > 0);
  const found = new Map<string, PersonalValues>();
  if (committed.length === 0) return found;
  const rows = await database.query<PersonalRow>(GET, [committed.map(eventNumber)]);
  for (const { number, member, salt, value } of rows) {
    const id = `Events-${number}`;
    found.set(id, { ...found.get(id), [member]: { salt, value } });
  }
  return found;
}
