import type { Hash, Sha256 } from "./hash.ts";
import { type HashReader, readNodes } from "./hash-reader.ts";
import { completeSubtrees, foldSubtrees, type NodeId } from "./subtrees.ts";

/**
 * Hashes that a proof of either kind can need, up to trees of 2^53 leaves, within the 63 that C2SP
 * allows. Longer proofs are refused before anything is hashed.
 */
export const MAX_PROOF_HASHES = 63;

/**
 * Which stored nodes a proof needs: one list for each hash of the proof, in the proof's order. A
 * list of several nodes is an incomplete subtree on the right edge, computed from complete ones.
 */
export type ProofPlan = readonly (readonly NodeId[])[];

/** Collects the ranges of leaves that a proof covers, from the root downwards, into a plan. */
export function planFromRoot(ranges: readonly (readonly [number, number])[]): ProofPlan {
  return ranges.map(([start, end]) => completeSubtrees(start, end)).reverse();
}

/** Reads all nodes of the plan in one batch and folds them into the hashes of the proof. */
export async function buildProof(
  plan: ProofPlan,
  reader: HashReader,
  sha256: Sha256,
): Promise<Hash[]> {
  const hashes = await readNodes(reader, plan.flat());
  let taken = 0;
  return plan.map((nodes) => {
    const part = hashes.slice(taken, taken + nodes.length);
    taken += nodes.length;
    return foldSubtrees(part, sha256);
  });
}
