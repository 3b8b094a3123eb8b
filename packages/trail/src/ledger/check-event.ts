import { originOf } from "../event/origin.ts";
import { sha256Hex } from "../sha256.ts";
import { columnFaults, type EventRow, isCanonical } from "../verify/event-row.ts";
import { parseEnvelope, parseEvent } from "../verify/parse-event.ts";

/** A row of the sequencer's queue with its event, whose columns are null where that is gone. */
export interface WaitingRow extends EventRow {
  readonly found: boolean;
  /** The event's place in the ledger; null when it has none, as it should. */
  readonly place: number | null;
}

/**
 * Why an event cannot have a place in the ledger, as a phrase; undefined if it can. Without `nonceOf`
 * (`Sealer.nonce`) it is not checked whether the server wrote it.
 */
export function faultOf(
  row: WaitingRow,
  nonceOf: ((text: string) => string) | undefined,
): string | undefined {
  if (!row.found) return "there is no such event";
  if (row.place !== null) return "it has a place already";
  const digest = sha256Hex(row.body);
  if (digest !== row.digest) return "its digest is not that of its body";
  const origin = originOf(nonceOf, row.body);
  if (origin === "foreign") return "the server did not write it";
  // The server writes canonical bytes with their members in order: nobody else's are taken for such.
  const isOwn = origin === "own";
  const event = isOwn ? parseEnvelope(row.body) : parseEvent(row.body);
  if (event === undefined) return "its body is not an event";
  if (!isOwn && !isCanonical(row.body)) return "its body is not in canonical form";
  const faults = columnFaults(row, event, digest);
  return faults.length === 0 ? undefined : `its body is contradicted by: ${faults.join(", ")}`;
}
