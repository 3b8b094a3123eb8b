import type { Database } from "../database/database.ts";
import { inPortions } from "../database/portions.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { TrailEvent } from "../event/event.ts";
import { readEvent } from "../event/event-format.ts";
import { disclosed, type Sha256Hex } from "../event/personal.ts";
import { getPersonalValues } from "./personal-values.ts";

/** An event that a query found: its number, and the bytes of its canonical text. */
export interface FoundEvent {
  readonly number: number;
  readonly bytes: number;
}

/**
 * An event of a list. With `DetailsOmitted`, its `ChangeDetails` were not read, and are null: the
 * whole event has them.
 */
export type ListedEvent = TrailEvent & { readonly DetailsOmitted?: true };

/** The dependencies of reading events. */
export interface EventReader {
  readonly database: Database;
  readonly sha256: Sha256Hex;
}

/** Bytes of events that are in memory at the same time; at least one event is. */
export const PORTION_BYTES = 4 * 1024 * 1024;
/** Events of a portion. */
export const PORTION_EVENTS = 1_000;
/** Bytes of the events of a page that are read with their `ChangeDetails`. */
export const PAGE_DETAIL_BYTES = 8 * 1024 * 1024;

const LIMITS = { bytes: PORTION_BYTES, items: PORTION_EVENTS };

const READ = sqlFile("read-events");
const NO_DETAILS = { DocumentContext: null, Differences: null };

/**
 * Reads events in portions of at most `PORTION_BYTES` bytes, or one event, in the order given, with
 * the values of their personal members. `ChangeDetails` are read of the events that together have
 * at most `detailBytesMax` bytes, the first ones first. Fails with `schema` for an event of an
 * unknown format.
 */
export async function* readEvents(
  reader: EventReader,
  found: readonly FoundEvent[],
  detailBytesMax: number,
): AsyncGenerator<readonly ListedEvent[]> {
  let detailBytesLeft = detailBytesMax;
  // Also events whose details are omitted count with all bytes: the database reads the whole event.
  for (const portion of inPortions(found, ({ bytes }) => bytes, LIMITS)) {
    const omitted = new Set<number>();
    for (const { number, bytes } of portion) {
      if (bytes > detailBytesLeft) omitted.add(number);
      else detailBytesLeft -= bytes;
    }
    yield await readPortion(reader, portion, omitted);
  }
}

async function readPortion(
  { database, sha256 }: EventReader,
  portion: readonly FoundEvent[],
  omitted: ReadonlySet<number>,
): Promise<readonly ListedEvent[]> {
  const numbers = portion.map(({ number }) => number);
  const rows = await database.query<EventRow>(READ, [numbers, [...omitted]]);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const events = numbers.flatMap((number) => {
    const row = byNumber.get(number);
    return row === undefined ? [] : [listed(row, omitted.has(number))];
  });
  const personal = await getPersonalValues(database, events);
  return events.map((event) => disclosed(event, personal.get(event.Id) ?? {}, sha256));
}

interface EventRow {
  readonly number: number;
  readonly body: string;
}

function listed({ body }: EventRow, isOmitted: boolean): ListedEvent {
  const event = readEvent(body);
  return isOmitted ? { ...event, ChangeDetails: NO_DETAILS, DetailsOmitted: true } : event;
}
