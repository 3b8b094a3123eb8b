import { equalBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { emptyRoot, type Hash, hashChildren, requireHashes, type Sha256 } from "./hash.ts";
import type { HashReader } from "./hash-reader.ts";
import { halve, requireCount } from "./numbers.ts";
import { buildProof, MAX_PROOF_HASHES, type ProofPlan, planFromRoot } from "./proof-plan.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import { splitPoint, type TreeHead } from "./subtrees.ts";

/**
 * The nodes that prove that the tree of `newSize` leaves extends that of `oldSize` (RFC 6962
 * section 2.1.2); none if the sizes are equal. ARGUMENT_INVALID unless 0 < oldSize <= newSize.
 */
export function consistencyPlan(oldSize: number, newSize: number): ProofPlan {
  requireCount(oldSize, "oldSize");
  requireCount(newSize, "newSize");
  if (oldSize < 1 || oldSize > newSize) {
    throw new LedgerError("ARGUMENT_INVALID", "oldSize must be from 1 to newSize.");
  }
  const ranges: [number, number][] = [];
  let [start, end] = [0, newSize];
  while (oldSize < end) {
    const middle = start + splitPoint(end - start);
    ranges.push(oldSize <= middle ? [middle, end] : [start, middle]);
    if (oldSize <= middle) end = middle;
    else start = middle;
  }
  // From start 0 the range is the old tree itself, whose root the verifier has.
  if (start > 0) ranges.push([start, end]);
  return planFromRoot(ranges);
}

/**
 * The proof that the tree of `newSize` leaves extends that of `oldSize`: at most
 * ceil(log2 newSize) + 1 hashes. Reads once. ARGUMENT_INVALID, READER_BROKEN.
 */
export async function proveConsistency(
  oldSize: number,
  newSize: number,
  reader: HashReader,
  sha256: Sha256 = defaultSha256,
): Promise<Hash[]> {
  return buildProof(consistencyPlan(oldSize, newSize), reader, sha256);
}

/** The claim of a consistency proof: `newer` starts with the leaves of `older`. */
export interface ConsistencyClaim {
  readonly older: TreeHead;
  readonly newer: TreeHead;
  readonly proof: readonly Hash[];
}

/**
 * Returns if the proof holds (RFC 9162 section 2.1.4.2), else throws CONSISTENCY_REFUSED. Equal
 * sizes and an empty older tree need the empty proof; the root of an empty tree must be the right
 * one. Every tree extends the empty tree, so in that case nothing is proved about `newer`.
 * ARGUMENT_INVALID if a hash does not have 32 bytes or a size is out of range.
 */
export function checkConsistency(claim: ConsistencyClaim, sha256: Sha256 = defaultSha256): void {
  const { older, newer, proof } = claim;
  requireCount(older.size, "older size");
  requireCount(newer.size, "newer size");
  requireHashes([older.root, newer.root, ...proof], "hash of the claim");
  if (older.size > newer.size) throw refused("the older tree is larger than the newer one");
  if (proof.length > MAX_PROOF_HASHES) throw refused("the proof has too many hashes");
  for (const tree of [older, newer]) {
    if (tree.size === 0 && !equalBytes(tree.root, emptyRoot())) {
      throw refused("an empty tree has another root");
    }
  }
  if (older.size === newer.size || older.size === 0) checkWithoutProof(claim);
  else checkWithProof(claim, sha256);
}

function checkWithProof(claim: ConsistencyClaim, sha256: Sha256): void {
  const { older, newer, proof } = claim;
  if (proof.length === 0) throw refused("the proof is empty");
  const [oldRoot, newRoot] = rootsFromProof(claim, sha256);
  if (!equalBytes(oldRoot, older.root)) throw refused("it leads to another old root");
  if (!equalBytes(newRoot, newer.root)) throw refused("it leads to another new root");
}

function checkWithoutProof({ older, newer, proof }: ConsistencyClaim): void {
  if (proof.length > 0) throw refused("the proof must be empty for these sizes");
  if (older.size === newer.size && !equalBytes(older.root, newer.root)) {
    throw refused("two trees of one size have different roots");
  }
}

/** Steps 2 to 6 of RFC 9162 section 2.1.4.2: both roots, rebuilt from the proof. */
function rootsFromProof(claim: ConsistencyClaim, sha256: Sha256): [Hash, Hash] {
  const { older, newer } = claim;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [halve(node), halve(last)];
  // A complete old tree is a node of the new one: the prover leaves its root out of the proof.
  const [first = older.root, ...rest] = node === 0 ? [older.root, ...claim.proof] : claim.proof;
  let [oldRoot, newRoot] = [first, first];
  for (const hash of rest) {
    if (last === 0) throw refused("the proof has surplus hashes");
    if (node % 2 === 1 || node === last) {
      oldRoot = hashChildren(hash, oldRoot, sha256);
      newRoot = hashChildren(hash, newRoot, sha256);
      while (node % 2 === 0 && node !== 0) [node, last] = [halve(node), halve(last)];
    } else {
      newRoot = hashChildren(newRoot, hash, sha256);
    }
    [node, last] = [halve(node), halve(last)];
  }
  if (last !== 0) throw refused("the proof lacks hashes");
  return [oldRoot, newRoot];
}

function refused(why: string): LedgerError {
  return new LedgerError("CONSISTENCY_REFUSED", `The consistency proof does not hold: ${why}.`);
}
