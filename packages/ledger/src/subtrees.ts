import { LedgerError } from "./errors.ts";
import { type Hash, hashChildren, type Sha256 } from "./hash.ts";
import { halve, requireCount } from "./numbers.ts";

/**
 * Coordinates of a complete subtree, the only nodes a log stores: level h, index i covers the
 * leaves i·2^h to (i+1)·2^h - 1. Level 0 has the leaf hashes. The hash of a complete subtree never
 * changes as the tree grows.
 */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** A stored node with its hash. */
export interface StoredNode extends NodeId {
  readonly hash: Hash;
}

/**
 * The size and root of a tree, as in a checkpoint: the number of leaves and the root over exactly
 * these.
 */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** The largest power of two below `size` (RFC 6962's k); `size` is at least 2. */
export function splitPoint(size: number): number {
  let k = 1;
  while (2 * k < size) k *= 2;
  return k;
}

/**
 * The complete subtrees, largest first, whose leaves make up `start` to `end - 1`. `start` must be
 * a multiple of the smallest power of two that is at least `end - start`, which is true for every
 * range in RFC 6962. At most 53 subtrees.
 */
export function completeSubtrees(start: number, end: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let from = start, rest = end - start; rest > 0; ) {
    let level = 0;
    while (2 ** (level + 1) <= rest) level++;
    nodes.push({ level, index: from / 2 ** level });
    from += 2 ** level;
    rest -= 2 ** level;
  }
  return nodes;
}

/** Number of stored nodes under `size` leaves: 2·size minus the number of ones in `size`. */
export function storedNodeCount(size: number): number {
  requireCount(size, "size");
  let count = 0;
  for (let nodes = size; nodes > 0; nodes = halve(nodes)) count += nodes;
  return count;
}

/**
 * Root over adjacent complete subtrees, largest first; combines from the right, as RFC 6962 splits.
 * ARGUMENT_INVALID if there is no hash.
 */
export function foldSubtrees(hashes: readonly Hash[], sha256: Sha256): Hash {
  if (hashes.length === 0)
    throw new LedgerError("ARGUMENT_INVALID", "There are no hashes to combine.");
  return hashes.reduceRight((right, left) => hashChildren(left, right, sha256));
}
