import { equalBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { type Hash, hashChildren, requireHashes, type Sha256 } from "./hash.ts";
import type { HashReader } from "./hash-reader.ts";
import { halve, isCount, requireCount } from "./numbers.ts";
import { buildProof, MAX_PROOF_HASHES, type ProofPlan, planFromRoot } from "./proof-plan.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import { splitPoint, type TreeHead } from "./subtrees.ts";

/**
 * The nodes that prove leaf `index` in the tree of the first `size` leaves (RFC 6962 section
 * 2.1.1). ARGUMENT_INVALID unless index < size.
 */
export function inclusionPlan(index: number, size: number): ProofPlan {
  requireCount(index, "index");
  requireCount(size, "size");
  if (index >= size) throw new LedgerError("ARGUMENT_INVALID", "index must be below size.");
  const siblings: [number, number][] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + splitPoint(end - start);
    siblings.push(index < middle ? [middle, end] : [start, middle]);
    if (index < middle) end = middle;
    else start = middle;
  }
  return planFromRoot(siblings);
}

/**
 * The audit path of leaf `index` in the tree of `size` leaves: its sibling first, at most
 * ceil(log2 size) hashes. Reads once. ARGUMENT_INVALID, READER_BROKEN.
 */
export async function proveInclusion(
  index: number,
  size: number,
  reader: HashReader,
  sha256: Sha256 = defaultSha256,
): Promise<Hash[]> {
  return buildProof(inclusionPlan(index, size), reader, sha256);
}

/**
 * The claim of an inclusion proof. Compute `leafHash` from the entry; do not use a received one.
 */
export interface InclusionClaim {
  readonly index: number;
  readonly leafHash: Hash;
  readonly proof: readonly Hash[];
  /** Size and root of the same verified checkpoint: the proof does not determine the size. */
  readonly tree: TreeHead;
}

/**
 * Returns if the proof holds (RFC 9162 section 2.1.3.2), else throws INCLUSION_REFUSED; never
 * hashes more than 63 times. ARGUMENT_INVALID if a hash does not have 32 bytes or the size is out
 * of range.
 */
export function checkInclusion(claim: InclusionClaim, sha256: Sha256 = defaultSha256): void {
  const { index, leafHash, proof, tree } = claim;
  requireCount(tree.size, "size");
  requireHashes([leafHash, tree.root, ...proof], "hash of the claim");
  if (!isCount(index) || index >= tree.size) throw refused("the index is outside the tree");
  if (proof.length > MAX_PROOF_HASHES) throw refused("the proof has too many hashes");
  let [node, last, hash] = [index, tree.size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) throw refused("the proof has surplus hashes");
    if (node % 2 === 1 || node === last) {
      hash = hashChildren(sibling, hash, sha256);
      while (node % 2 === 0 && node !== 0) [node, last] = [halve(node), halve(last)];
    } else {
      hash = hashChildren(hash, sibling, sha256);
    }
    [node, last] = [halve(node), halve(last)];
  }
  if (last !== 0) throw refused("the proof lacks hashes");
  if (!equalBytes(hash, tree.root)) throw refused("it leads to another root");
}

function refused(why: string): LedgerError {
  return new LedgerError("INCLUSION_REFUSED", `The inclusion proof does not hold: ${why}.`);
}
