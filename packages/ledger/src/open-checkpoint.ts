import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LedgerError } from "./errors.ts";
import { signerLabel } from "./note-signature.ts";
import { type OpenedNote, openNote } from "./open-note.ts";
import type { Verifier } from "./signer.ts";

/** The log that a checkpoint must be of. */
export interface LogIdentity {
  readonly origin: string;
  /** The keys of this log; several while keys are being replaced. One of them must have signed. */
  readonly verifiers: readonly Verifier[];
  /** Keys of witnesses. Their signatures are verified if present, but not required. */
  readonly witnesses?: readonly Verifier[];
}

/** A verified checkpoint and its note. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: OpenedNote;
}

/**
 * Verifies a checkpoint note: signed by a key of the log, with the log's origin. Throws what
 * `openNote` throws, SIGNATURE_MISSING without the log's signature, ORIGIN_MISMATCH,
 * CHECKPOINT_MALFORMED. To require witnesses, use `openCheckpointUnderPolicy`.
 */
export async function openCheckpoint(
  input: string | Uint8Array,
  log: LogIdentity,
): Promise<OpenedCheckpoint> {
  const note = await openNote(input, [...log.verifiers, ...(log.witnesses ?? [])]);
  const logLabels = new Set(log.verifiers.map(signerLabel));
  if (!note.verified.some((signature) => logLabels.has(signerLabel(signature)))) {
    throw new LedgerError("SIGNATURE_MISSING", "The log did not sign this checkpoint.");
  }
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.origin) {
    throw new LedgerError("ORIGIN_MISMATCH", `The checkpoint is of the log ${checkpoint.origin}.`);
  }
  return { checkpoint, note };
}
