import {
  type Checkpoint,
  formatHash,
  LedgerError,
  type LogReader,
  openCheckpoint,
  parseTlogProof,
  verifyExtension,
} from "@indelible/ledger";
import type { CheckpointVerdict, ContradictionReason, SeenTree } from "./checkpoint-verdict.ts";
import type { KeptCheckpoint } from "./kept-checkpoint.ts";
import type { LedgerIdentity } from "./known-ledger.ts";
import { logOfLedger } from "./log-of-ledger.ts";

/** What is compared. */
export interface CheckpointClaim {
  /** The newest signed note of the server; undefined if it has none. */
  readonly note: string | undefined;
  /** The ledger that this browser knows. */
  readonly ledger: LedgerIdentity;
  /** The checkpoint that this browser kept before it requested the note; undefined if none. */
  readonly kept: KeptCheckpoint | undefined;
  /** The tiles of the server's ledger. */
  readonly files: LogReader;
}

/**
 * Verifies the newest checkpoint with the known key, and that its tree extends the kept one, with
 * the ledger's tiles. Errors of `files` are passed on, except those of the ledger package.
 */
export async function checkCheckpoint(claim: CheckpointClaim): Promise<CheckpointVerdict> {
  const kept = await openKept(claim);
  if (claim.note === undefined) return withoutNote(kept);
  try {
    const newest = await open(claim.note, claim.ledger);
    return await compare(kept, newest, claim.files);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === "CRYPTO_UNAVAILABLE") return { kind: "unavailable" };
    return { kind: "unsigned", detail: error.message };
  }
}

/** The signed note in a proof file. LedgerError PROOF_MALFORMED. */
export function noteOfProof(proof: string): string {
  return parseTlogProof(proof).checkpoint;
}

async function open(note: string, ledger: LedgerIdentity): Promise<Checkpoint> {
  return (await openCheckpoint(note, await logOfLedger(ledger))).checkpoint;
}

/** The kept checkpoint; undefined if the stored value was changed and no longer verifies. */
async function openKept({ kept, ledger }: CheckpointClaim): Promise<Checkpoint | undefined> {
  if (kept === undefined) return undefined;
  try {
    return await open(kept.note, { ...ledger, verifierKey: kept.verifierKey });
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function withoutNote(kept: Checkpoint | undefined): CheckpointVerdict {
  if (kept === undefined || kept.size === 0) return { kind: "no-checkpoint" };
  return { kind: "contradicting", reason: "smaller", kept: seen(kept), newest: undefined };
}

async function compare(
  kept: Checkpoint | undefined,
  newest: Checkpoint,
  files: LogReader,
): Promise<CheckpointVerdict> {
  if (kept === undefined) return { kind: "consistent", kept: undefined, newest: seen(newest) };
  const trees = { kept: seen(kept), newest: seen(newest) };
  try {
    await verifyExtension(files, kept, newest);
    return { kind: "consistent", ...trees };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const reason = reasonOf(error, kept, newest);
    if (reason === undefined) return { kind: "not-compared", detail: error.message };
    return { kind: "contradicting", reason, ...trees };
  }
}

function reasonOf(
  { code }: LedgerError,
  kept: Checkpoint,
  newest: Checkpoint,
): ContradictionReason | undefined {
  if (code === "LOG_MISMATCH") return "other-tiles";
  if (code !== "CONSISTENCY_REFUSED") return undefined;
  if (newest.size < kept.size) return "smaller";
  return newest.size === kept.size ? "same-size" : "rewritten";
}

function seen({ size, root }: Checkpoint): SeenTree {
  return { size, root: formatHash(root) };
}
