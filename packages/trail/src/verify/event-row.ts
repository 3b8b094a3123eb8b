import { canonicalize } from "../json/canonical.ts";
import { equals, type Json } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { type Envelope, unreadable } from "./parse-event.ts";
import { PastRelations } from "./past-relations.ts";

/** A row of the events as verification reads it; times in UTC with microseconds. */
export interface EventRow {
  readonly number: number;
  readonly occurred: string;
  readonly space_id: string | null;
  readonly scopes: Json;
  readonly body: string;
  /** Hexadecimal, as all digests here. */
  readonly digest: string;
}

/** All index terms of one event. */
export interface TermRow {
  /** The event's place in the ledger; null when it has none. */
  readonly place: number | null;
  readonly number: number;
  readonly terms: readonly string[];
  /** Null where they are not all of one time. */
  readonly occurred: string | null;
}

/** `Events-<number>`. */
export function eventIdOf(number: number): string {
  return `Events-${number}`;
}

/**
 * Everything about a row and its terms that contradicts the event of its body, as the names of
 * columns; empty if they agree. `digest` is the body's; `past` has the terms that older events were
 * given later. A body that is no event contradicts all.
 */
export function contradictions(
  row: EventRow,
  event: Envelope | undefined,
  digest: string,
  terms: TermRow | undefined,
  past: PastRelations = PastRelations.none,
): string[] {
  if (event === undefined) return [`body (${unreadable(row.body)})`];
  return [...columnFaults(row, event, digest), ...termFaults(event, terms, past)];
}

/** The columns of a row that contradict the event of its body, whose digest is given. */
export function columnFaults(row: EventRow, event: Envelope, digest: string): string[] {
  const faults: string[] = [];
  if (row.digest !== digest) faults.push("digest");
  if (event.Id !== eventIdOf(row.number)) faults.push(`id (the body is of ${event.Id})`);
  if (withMicroseconds(event.Occurred) !== row.occurred) faults.push("occurred");
  if (event.SpaceId !== row.space_id) faults.push("space_id");
  if (!equals(event.Scopes, row.scopes)) faults.push("scopes");
  return faults;
}

/** True if the text is the one canonical form of what it says. */
export function isCanonical(body: string): boolean {
  try {
    return canonicalize(JSON.parse(body)) === body;
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError) return false;
    throw error;
  }
}

function termFaults(event: Envelope, found: TermRow | undefined, past: PastRelations): string[] {
  const expected = past.termsOf(event);
  if (found === undefined) return ["index terms (there are none)"];
  const present = new Set(found.terms);
  const missing = expected.filter((term) => !present.delete(term));
  const isTimely = found.occurred === withMicroseconds(event.Occurred);
  return [
    ...missing.map((term) => `index term ${JSON.stringify(term)} (missing)`),
    ...[...present].map((term) => `index term ${JSON.stringify(term)} (not in the event)`),
    ...(isTimely ? [] : ["time of an index term"]),
  ];
}

function withMicroseconds(time: string): string {
  return time.replace(/Z$/, "000Z");
}
