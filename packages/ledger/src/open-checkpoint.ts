import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LedgerError } from "./errors.ts";
import { signerLabel } from "./note-signature.ts";
import { type OpenedNote, openNote } from "./open-note.ts";
import type { Verifier } from "./signer.ts";

/** A verifier of a log's key. */
export interface LogVerifier extends Verifier {
  /**
   * The sizes, both inclusive, of the trees for which a signature of this key suffices; all sizes if
   * absent. A key that was replaced must not vouch for a tree that its successor has to sign.
   */
  readonly sizes?: { readonly from: number; readonly to: number };
}

/** The log that a checkpoint must be of. */
export interface LogIdentity {
  readonly origin: string;
  /**
   * The keys of this log; several if keys were replaced. One of them that may sign a tree of this size
   * must have signed.
   */
  readonly verifiers: readonly LogVerifier[];
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
  const labels = new Set(note.verified.map(signerLabel));
  const signed = log.verifiers.filter((verifier) => labels.has(signerLabel(verifier)));
  if (signed.length === 0) {
    throw new LedgerError("SIGNATURE_MISSING", "The log did not sign this checkpoint.");
  }
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.origin) {
    throw new LedgerError("ORIGIN_MISMATCH", `The checkpoint is of the log ${checkpoint.origin}.`);
  }
  if (!signed.some((verifier) => maySign(verifier, checkpoint.size))) {
    const found = `Only a key that may not sign ${checkpoint.size} entries signed this checkpoint.`;
    throw new LedgerError("SIGNATURE_MISSING", found);
  }
  return { checkpoint, note };
}

function maySign({ sizes }: LogVerifier, size: number): boolean {
  return sizes === undefined || (sizes.from <= size && size <= sizes.to);
}
