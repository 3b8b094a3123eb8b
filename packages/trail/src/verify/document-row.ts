import { apply } from "../differences/apply.ts";
import { differences } from "../differences/differences.ts";
import type { TrailEvent } from "../event/event.ts";
import { ruledType } from "../guards/document-rules.ts";
import { equals, type Json, type JsonObject } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { shownDocument } from "../secrets/shown-document.ts";
import type { Finding } from "./finding.ts";

/** A document as verification reads it; all columns but `id` and `found` are null where it is gone. */
export interface DocumentRow {
  readonly id: string;
  readonly found: boolean;
  readonly type: string;
  readonly space_id: string | null;
  readonly version: number;
  readonly body: JsonObject;
  /** The database's rules for the secrets of the type; null for a type it does not know. */
  readonly rules: Json;
  /** As an event that the database itself records shows it; null when that is not needed. */
  readonly shown: JsonObject | null;
}

/** The user of events that the database itself records. */
export const DATABASE_USER = "users-database";

/** Paths that a finding names at most. */
const PATHS_MAX = 5;

/**
 * What is wrong with a document by its last event, undefined if nothing is. `events` are those that
 * changed it, by number, newest first; not all are needed, but the last few.
 */
export function inspectDocument(
  row: DocumentRow,
  events: readonly TrailEvent[],
): Finding | undefined {
  const last = lastEvent(events);
  if (last === undefined) return row.found ? unexplained(row) : undefined;
  const isDeletion = last.Category === "Deleted";
  if (row.found && !isDeletion) return difference(row, last);
  if (row.found)
    return about(row, last, "changed", `is there, but its last event ${last.Id} deleted it`);
  if (isDeletion) return undefined;
  return about(row, last, "missing", `is gone, but its last event ${last.Id} is no deletion`);
}

/**
 * The last event of a document is the one of the highest version; of several, the one of the highest
 * number. Versions begin again where direct SQL made the document or set its version.
 */
export function lastEvent(events: readonly TrailEvent[]): TrailEvent | undefined {
  const restart = events.findIndex(beginsAgain);
  const since = restart === -1 ? events : events.slice(0, restart + 1);
  const version = Math.max(...since.map(({ DocumentVersion }) => DocumentVersion));
  return since.find(({ DocumentVersion }) => DocumentVersion === version);
}

function beginsAgain({ UserId, Category, Comments }: TrailEvent): boolean {
  if (UserId !== DATABASE_USER) return false;
  return Category === "Created" || /\bversion from \d+ to \d+/.test(Comments ?? "");
}

/** Everything in which a document differs from what an event says it became, as paths and columns. */
function faultsOf(row: DocumentRow, event: TrailEvent): string[] {
  const { DocumentVersion: version, DocumentType: type } = event;
  return [
    ...(row.version === version ? [] : [`version ${row.version} instead of ${version}`]),
    ...(row.type === type ? [] : [`type ${row.type} instead of ${type}`]),
    ...differingPaths(event, shownAsBy(event, row)),
  ];
}

/** The database hides secrets in its events by their form, the server by the rules of the type. */
function shownAsBy({ UserId }: TrailEvent, row: DocumentRow): Json {
  if (UserId === DATABASE_USER || row.rules === null) return row.shown;
  return shownDocument(ruledType(row.type, row.rules), row.id, row.space_id, row.body);
}

function differingPaths({ ChangeDetails }: TrailEvent, shown: Json): string[] {
  try {
    const expected = apply(ChangeDetails.DocumentContext, ChangeDetails.Differences ?? []);
    if (equals(expected, shown)) return [];
    const paths = differences(expected, shown).map(({ path }) => path || "all of it");
    const more = paths.length - PATHS_MAX;
    return [...paths.slice(0, PATHS_MAX), ...(more > 0 ? [`and ${more} more`] : [])];
  } catch (error) {
    if (error instanceof JsonError) return [error.message.replace(/\.$/, "")];
    throw error;
  }
}

function difference(row: DocumentRow, last: TrailEvent): Finding | undefined {
  const faults = faultsOf(row, last);
  if (faults.length === 0) return undefined;
  return about(
    row,
    last,
    "changed",
    `is not what its last event ${last.Id} says: ${faults.join(", ")}`,
  );
}

function unexplained({ id }: DocumentRow): Finding {
  const detail = `No event explains the document ${id}.`;
  return { kind: "changed", eventId: null, index: null, detail };
}

function about(
  { id }: DocumentRow,
  last: TrailEvent,
  kind: Finding["kind"],
  what: string,
): Finding {
  return { kind, eventId: last.Id, index: null, detail: `The document ${id} ${what}.` };
}
