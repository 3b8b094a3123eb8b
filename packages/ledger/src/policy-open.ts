import { parseCheckpoint } from "./checkpoint.ts";
import { type Ed25519, webCryptoEd25519 } from "./ed25519.ts";
import { LedgerError } from "./errors.ts";
import type { Hash, Sha256 } from "./hash.ts";
import { checkInclusion } from "./inclusion.ts";
import { signerLabel } from "./note-signature.ts";
import type { OpenedCheckpoint } from "./open-checkpoint.ts";
import { openNote } from "./open-note.ts";
import { isQuorumMet, type Policy } from "./policy.ts";
import { createVerifier } from "./signer.ts";
import type { TlogProof } from "./tlog-proof.ts";

/** A checkpoint that a policy accepted. */
export interface WitnessedCheckpoint extends OpenedCheckpoint {
  /** Policy names of the witnesses with verified cosignatures. */
  readonly witnesses: readonly string[];
}

/**
 * Implementations for {@link openCheckpointUnderPolicy}; by default pure TypeScript and WebCrypto.
 */
export interface CryptoOptions {
  readonly ed25519?: Ed25519;
  readonly sha256?: Sha256;
}

/**
 * Verifies a checkpoint note under a policy: the log with its origin is listed and signed it, every
 * signature of a listed key is valid, and the witnesses meet the quorum. A policy without logs
 * accepts no checkpoint: add a log that you know from another source to `policy.logs`. Throws what
 * `openNote` throws, CHECKPOINT_MALFORMED, SIGNATURE_MISSING for a log that is not listed,
 * QUORUM_MISSING.
 */
export async function openCheckpointUnderPolicy(
  input: string | Uint8Array,
  policy: Policy,
  { ed25519 = webCryptoEd25519 }: CryptoOptions = {},
): Promise<WitnessedCheckpoint> {
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key);
  const note = await openNote(
    input,
    keys.map((key) => createVerifier(key, ed25519)),
  );
  const signed = new Set(note.verified.map(signerLabel));
  const checkpoint = parseCheckpoint(note.text);
  const ownKeys = policy.logs.filter(({ key }) => key.name === checkpoint.origin);
  if (!ownKeys.some(({ key }) => signed.has(signerLabel(key)))) {
    throw new LedgerError("SIGNATURE_MISSING", "No listed log of this origin signed it.");
  }
  const witnesses = policy.witnesses
    .filter(({ key }) => signed.has(signerLabel(key)))
    .map(({ name }) => name);
  if (!isQuorumMet(policy, new Set(witnesses))) {
    throw new LedgerError("QUORUM_MISSING", `Not enough witnesses cosigned: ${witnesses.length}.`);
  }
  return { checkpoint, note, witnesses };
}

/**
 * Verifies a proof file offline (C2SP tlog-proof): the policy accepts its checkpoint and the leaf
 * with this hash, computed by the caller from its own data, is in that tree. Throws what
 * {@link openCheckpointUnderPolicy} throws, INCLUSION_REFUSED.
 */
export async function verifyTlogProof(
  proof: TlogProof,
  leafHash: Hash,
  policy: Policy,
  crypto: CryptoOptions = {},
): Promise<WitnessedCheckpoint> {
  const opened = await openCheckpointUnderPolicy(proof.checkpoint, policy, crypto);
  const { index, hashes } = proof;
  checkInclusion({ index, leafHash, proof: hashes, tree: opened.checkpoint }, crypto.sha256);
  return opened;
}
