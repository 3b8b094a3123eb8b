import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import {
  type EventReader,
  type ListedEvent,
  PORTION_EVENTS,
  readEvents,
} from "./event-portions.ts";
import { type EventQuery, type EventSnapshot, findEvents } from "./query-events.ts";

const SNAPSHOT = sqlFile("event-snapshot");

/**
 * All events that a query finds when it starts, newest first, in portions (see `readEvents`): none is
 * missing or repeated, whatever is recorded in the meantime. `ChangeDetails` are read if
 * `withDetails`. Fails like `readEvents`.
 */
export async function* streamEvents(
  reader: EventReader,
  query: EventQuery,
  withDetails: boolean,
): AsyncGenerator<readonly ListedEvent[]> {
  const { database } = reader;
  const within = await takeSnapshot(database);
  const detailBytesMax = withDetails ? Number.POSITIVE_INFINITY : 0;
  for (let olderThan: number | undefined; ; ) {
    const found = await findEvents(database, { ...query, within, olderThan }, 0, PORTION_EVENTS);
    yield* readEvents(reader, found, detailBytesMax);
    if (found.length < PORTION_EVENTS) return;
    olderThan = found.at(-1)?.number;
  }
}

async function takeSnapshot(database: Database): Promise<EventSnapshot> {
  const [row] = await database.query<EventSnapshot>(SNAPSHOT, []);
  return row ?? { size: 0, waiting: [] };
}
