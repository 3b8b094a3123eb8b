import { LedgerError } from "./errors.ts";
import { emptyRoot, type Hash, hashChildren, requireHashes, type Sha256 } from "./hash.ts";
import { halve, isCount } from "./numbers.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import { completeSubtrees, foldSubtrees, type StoredNode, type TreeHead } from "./subtrees.ts";

/**
 * The data needed to extend a tree (its compact range): the hashes of its complete subtrees,
 * largest first, one for each 1 in the binary form of `size`, so at most 53.
 */
export interface RightEdge {
  readonly size: number;
  readonly hashes: readonly Hash[];
}

/** The edge of the empty tree. */
export const EMPTY_EDGE: RightEdge = { size: 0, hashes: [] };

/** The result of appending a batch: the new edge, and every node that became complete, in order. */
export interface Growth {
  readonly edge: RightEdge;
  readonly nodes: readonly StoredNode[];
}

/**
 * Appends leaves (given by their hashes) to the tree that ends in `edge`. A pure function: writes
 * nothing and does not modify `edge`. Computes less than two hashes per leaf, whatever the size of
 * the tree. ARGUMENT_INVALID if the edge does not match its size or a hash does not have 32 bytes.
 */
export function appendLeaves(
  edge: RightEdge,
  leafHashes: readonly Hash[],
  sha256: Sha256 = defaultSha256,
): Growth {
  requireEdge(edge);
  requireHashes(leafHashes, "leaf hash");
  const pending = [...edge.hashes];
  const nodes: StoredNode[] = [];
  leafHashes.forEach((hash, i) => {
    const added = closeSubtrees(pending, { level: 0, index: edge.size + i, hash }, sha256);
    for (const node of added) nodes.push(node);
  });
  return { edge: { size: edge.size + leafHashes.length, hashes: pending }, nodes };
}

/** Pushes a leaf, merging equal halves as a binary counter carries; returns all new nodes. */
function closeSubtrees(pending: Hash[], leaf: StoredNode, sha256: Sha256): StoredNode[] {
  const added = [leaf];
  let node = leaf;
  while (node.index % 2 === 1) {
    const left = pending.pop();
    if (left === undefined) throw unfitEdge();
    const hash = hashChildren(left, node.hash, sha256);
    node = { level: node.level + 1, index: halve(node.index), hash };
    added.push(node);
  }
  pending.push(node.hash);
  return added;
}

/**
 * Size and root of the tree that ends in `edge`. ARGUMENT_INVALID if the edge does not match its
 * size.
 */
export function edgeTree(edge: RightEdge, sha256: Sha256 = defaultSha256): TreeHead {
  requireEdge(edge);
  const root = edge.size === 0 ? emptyRoot() : foldSubtrees(edge.hashes, sha256);
  return { size: edge.size, root };
}

function requireEdge(edge: RightEdge): void {
  if (!isCount(edge.size) || edge.hashes.length !== completeSubtrees(0, edge.size).length) {
    throw unfitEdge();
  }
  requireHashes(edge.hashes, "hash of the right edge");
}

function unfitEdge(): LedgerError {
  return new LedgerError(
    "ARGUMENT_INVALID",
    "The right edge must have one hash for each 1 in the binary form of its size.",
  );
}
