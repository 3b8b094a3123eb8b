import { ledgerFiles } from "../../api/ledger.ts";
import type { CheckpointVerdict } from "../../model/ledger/checkpoint-verdict.ts";
import {
  type KeptCheckpoint,
  type KeptCheckpoints,
  keepCheckpoint,
} from "../../model/ledger/kept-checkpoint.ts";
import { type LedgerIdentity, storeLedger } from "../../model/ledger/known-ledger.ts";

/** What this browser found out about a checkpoint. */
export interface ComparedCheckpoint {
  readonly verdict: CheckpointVerdict;
  /** The signed note; undefined if the server has none. */
  readonly note: string | undefined;
  /** The checkpoint that this browser kept before. */
  readonly kept: KeptCheckpoint | undefined;
}

/**
 * Verifies a checkpoint and that it extends the one kept in this browser, and then keeps it with
 * the identity of its ledger. A contradicting one is not kept. `before` was read before the note
 * was requested: another tab may keep a newer one in the meantime. Throws `ApiError`.
 */
export async function compareCheckpoint(
  note: string | undefined,
  ledger: LedgerIdentity,
  before: KeptCheckpoints,
  signal: AbortSignal,
): Promise<ComparedCheckpoint> {
  const { checkCheckpoint } = await import("../../model/ledger/check-checkpoint.ts");
  const kept = before.get(ledger.origin);
  const verdict = await checkCheckpoint({ note, ledger, kept, files: ledgerFiles(signal) });
  if (verdict.kind === "consistent" && note !== undefined) {
    storeLedger(localStorage, ledger);
    keepCheckpoint(localStorage, ledger.origin, kept, { note, verifierKey: ledger.verifierKey });
  }
  return { verdict, note, kept };
}
