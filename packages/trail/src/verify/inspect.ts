import { hasOwnNonce } from "../event/nonce.ts";
import { type EventOrigin, originOf } from "../event/origin.ts";
import { sha256Hex } from "../sha256.ts";
import {
  contradictions,
  type EventRow,
  eventIdOf,
  isCanonical,
  type TermRow,
} from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { IdMaxima } from "./id-maxima.ts";
import { Pairing } from "./pairing.ts";
import { type Envelope, parseEnvelope, parseEvent } from "./parse-event.ts";
import type { PastRelations } from "./past-relations.ts";
import type { WalkEntry } from "./tree-walk.ts";
import { VersionBalance } from "./version-balance.ts";
import { versionStepOf } from "./version-step.ts";

/** Where findings go, and what helps to judge. */
export interface Inspection {
  readonly report: (...findings: Finding[]) => void;
  readonly pairing: Pairing;
  /** What older events related to when they happened. */
  readonly past: PastRelations;
  /** The nonces that the server gives; undefined when its master key is not at hand. */
  readonly nonceOf: ((text: string) => string) | undefined;
  /** Count the events for checks that follow. */
  readonly versions: VersionBalance;
  readonly ids: IdMaxima;
}

/** A new inspection; the parameters are as in `Inspection`. */
export function newInspection(
  report: Inspection["report"],
  past: PastRelations,
  nonceOf: Inspection["nonceOf"],
): Inspection {
  const [versions, ids] = [new VersionBalance(), new IdMaxima()];
  return { report, pairing: new Pairing(report), past, nonceOf, versions, ids };
}

/** An entry of the ledger with its event, all columns null where that is gone. */
export interface EntryRow extends EventRow {
  readonly index: number;
  /** The digest that the ledger holds. */
  readonly leaf: string;
  readonly found: boolean;
}

/** An event without a place in the ledger. */
export interface UnplacedRow extends EventRow {
  /** Whether it is in the sequencer's queue. */
  readonly waits: boolean;
}

type Standing = WalkEntry["standing"];

/** Looks at an event that has its place, reports what is wrong, and says how far it can be trusted. */
export function inspectEntry(
  inspection: Inspection,
  row: EntryRow,
  terms: TermRow | undefined,
): Standing {
  const { index, leaf: expected } = row;
  const place = { eventId: eventIdOf(row.number), index, expected };
  if (!row.found) {
    const alone = about(row, index, "missing", "The ledger has its digest, but the event is gone.");
    inspection.pairing.add({ ...place, actual: null, alone });
    return "reported";
  }
  const actual = sha256Hex(row.body);
  const origin = originOf(inspection.nonceOf, row.body);
  const event = countedEvent(inspection, row, origin);
  const faults = contradictions(row, event, actual, terms, inspection.past);
  if (actual !== expected) {
    const alone = about(row, index, "changed", unlikeLeaf(inspection, row, actual, faults));
    inspection.pairing.add({ ...place, actual, alone });
    return "reported";
  }
  const fault = faults.length > 0 ? contradicted(faults) : malformed(row, origin);
  if (fault === undefined) return origin;
  inspection.report(about(row, index, "changed", fault));
  return "reported";
}

/** Looks at an event without a place: one that waits for it must be as the server wrote it. */
export function inspectUnplaced(
  inspection: Inspection,
  row: UnplacedRow,
  terms: TermRow | undefined,
): void {
  const actual = sha256Hex(row.body);
  const origin = originOf(inspection.nonceOf, row.body);
  const event = countedEvent(inspection, row, origin);
  const faults = contradictions(row, event, actual, terms, inspection.past);
  if (row.waits && origin === "foreign") {
    const detail = "It waits for a place in the ledger, but the server did not write it.";
    inspection.report(about(row, null, "inserted", detail));
  } else if (row.waits) {
    if (faults.length > 0) inspection.report(about(row, null, "changed", contradicted(faults)));
  } else {
    const alone =
      origin === "own"
        ? about(row, null, "missing", "The server wrote it, but its place in the ledger is gone.")
        : about(row, null, "inserted", "It has no place in the ledger and waits for none.");
    const eventId = eventIdOf(row.number);
    inspection.pairing.add({ eventId, index: null, expected: null, actual, alone });
  }
}

/** The server writes canonical bytes; what others wrote is parsed as whatever it is. */
function eventOf({ body }: EventRow, origin: EventOrigin): Envelope | undefined {
  return origin === "own" ? parseEnvelope(body) : parseEvent(body);
}

function countedEvent(
  { versions, ids }: Inspection,
  row: EventRow,
  origin: EventOrigin,
): Envelope | undefined {
  const event = eventOf(row, origin);
  const step = event && versionStepOf(event);
  if (step !== undefined) versions.add(step);
  if (event !== undefined) ids.add(event);
  return event;
}

function malformed({ body }: EventRow, origin: EventOrigin): string | undefined {
  if (origin !== "unproven" || isCanonical(body)) return undefined;
  return "Its body is not in canonical form.";
}

function unlikeLeaf(
  { nonceOf }: Inspection,
  { body, digest }: EventRow,
  actual: string,
  faults: readonly string[],
): string {
  if (nonceOf !== undefined && hasOwnNonce(body, nonceOf)) {
    return "The event is the server's, but the ledger holds another digest for it.";
  }
  const also = actual === digest ? " Its digest was changed with it." : "";
  const columns = faults.filter((fault) => fault !== "digest");
  const rest = columns.length === 0 ? "" : ` ${contradicted(columns)}`;
  return `Its body does not have the digest that the ledger holds.${also}${rest}`;
}

function contradicted(faults: readonly string[]): string {
  return `Its body is contradicted by: ${faults.join(", ")}.`;
}

function about(
  { number }: EventRow,
  index: number | null,
  kind: Finding["kind"],
  detail: string,
): Finding {
  return { kind, eventId: eventIdOf(number), index, detail };
}
