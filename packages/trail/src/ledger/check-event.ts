import { originOf } from "../event/origin.ts";
import { sha256Hex } from "../sha256.ts";
import { columnFaults, type EventRow, isCanonical } from "../verify/event-row.ts";
import { parseEnvelope, parseEvent } from "../verify/parse-event.ts";

/** Why a number without an event cannot be added. */
export const NO_EVENT = "there is no such event";

/** A row of the sequencer's queue with its event; the columns are null if the event is missing. */
export interface WaitingRow extends EventRow {
  readonly found: boolean;
  /** The event's index in the ledger; null if it is not in the ledger yet, as it should be. */
  readonly place: number | null;
}

/**
 * Why an event cannot be added to the ledger, as a phrase; undefined if it can. Without `nonceOf`
 * (`Sealer.nonce`) this does not check that a server wrote the event.
 */
export function faultOf(
  row: WaitingRow,
  nonceOf: ((text: string) => string) | undefined,
): string | undefined {
  if (!row.found) return NO_EVENT;
  if (row.place !== null) return "it is in the ledger already";
  const digest = sha256Hex(row.body);
  if (digest !== row.digest) return "its digest is not that of its body";
  const origin = originOf(nonceOf, row.body);
  if (origin === "foreign") return "the server did not write it";
  // The server writes canonical bytes with their members in order; its nonce proves that it did.
  const isOwn = origin === "own";
  const event = isOwn ? parseEnvelope(row.body) : parseEvent(row.body);
  if (event === undefined) return "its body is not an event";
  if (!isOwn && !isCanonical(row.body)) return "its body is not in canonical form";
  const faults = columnFaults(row, event, digest);
  return faults.length === 0 ? undefined : `its body is contradicted by: ${faults.join(", ")}`;
}
