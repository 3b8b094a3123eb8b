import { type DocumentType, documentType } from "../document/document-type.ts";
import { type Place, placeAt, valueAt } from "../document/pattern.ts";
import type { SecretDigests, TrailEvent } from "../event/event.ts";
import { ruledType } from "../guards/document-rules.ts";
import { JsonError } from "../json/json-error.ts";
import { concealedPlaces, type DigestKeys, digestAt } from "../secrets/secret-digests.ts";
import { isKeptSecret } from "../secrets/secret-slots.ts";
import { DATABASE_USER, type DocumentRow, lastEvent } from "./document-row.ts";
import type { Finding } from "./finding.ts";

/** What the digests of a document's secrets and hidden fields show. */
export interface SecretsVerdict {
  readonly findings: readonly Finding[];
  /** False for a document with secrets or hidden fields whose last event has no digests of them. */
  readonly isBound: boolean;
}

const NOTHING: SecretsVerdict = { findings: [], isBound: true };

/**
 * Compares the secrets and hidden fields of a document with the digests in its last event. `events`
 * are those that `inspectDocument` accepts. The paths of the event are checked even if no rule of the
 * database has them, so that removing a rule hides nothing; paths of the rules must be in the event.
 */
export function inspectSecrets(
  keys: DigestKeys,
  row: DocumentRow,
  events: readonly TrailEvent[],
): SecretsVerdict {
  const last = lastEvent(events);
  if (!row.found || last === undefined) return NOTHING;
  const places = new Map(concealedPlaces(typeOf(row), row.body).map((p) => [p.pointer, p]));
  const recorded = digestsIn(last);
  for (const pointer of Object.keys(recorded ?? {})) {
    const place = places.get(pointer) ?? placeAt(row.body, pointer);
    if (place !== undefined) places.set(pointer, place);
  }
  const pointers = new Set([...places.keys(), ...Object.keys(recorded ?? {})]);
  const findings = [...pointers].flatMap((pointer) => {
    const fault = faultAt(keys, row, places.get(pointer), recorded && (recorded[pointer] ?? ""));
    if (fault === undefined) return [];
    const detail = `The ${fault.what} at ${pointer} of ${row.id} ${fault.why(last.Id)}.`;
    return [{ kind: "changed" as const, eventId: last.Id, index: null, detail }];
  });
  return { findings, isBound: recorded !== null || pointers.size === 0 };
}

// The database has no key, so digests in an event that it records itself prove nothing.
function digestsIn(event: TrailEvent): SecretDigests | null {
  if (event.Format === "indelible-event/1" || event.UserId === DATABASE_USER) return null;
  return event.SecretDigests;
}

function typeOf({ type, rules }: DocumentRow): DocumentType {
  return rules === null ? documentType({ prefix: type, label: type }) : ruledType(type, rules);
}

interface Fault {
  readonly what: "secret" | "hidden field";
  readonly why: (eventId: string) => string;
}

const isGone = (eventId: string) => `is gone, but its last event ${eventId} recorded one`;
const isOther = (eventId: string) => `is not the one that its last event ${eventId} recorded`;
const isSealedElsewhere = () =>
  "cannot be opened: it was sealed under another key or for another place, or altered";

/** What is wrong at a place; `expected` is null if the event has no digests to compare with. */
function faultAt(
  keys: DigestKeys,
  row: DocumentRow,
  place: Place | undefined,
  expected: string | null,
): Fault | undefined {
  const value = place === undefined ? undefined : valueAt(place);
  const what = value === undefined || isKeptSecret(value) ? "secret" : "hidden field";
  if (place === undefined || value === undefined) return { what, why: isGone };
  const actual = actualDigest(keys, row, place);
  if (actual === null) return { what, why: isSealedElsewhere };
  return expected === null || actual === expected ? undefined : { what, why: isOther };
}

/** Undefined for a value that has no canonical form, such as one that is nested too deeply. */
function actualDigest(keys: DigestKeys, row: DocumentRow, place: Place) {
  try {
    return digestAt(keys, row, place);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
