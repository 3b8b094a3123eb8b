import {
  appendLeaves,
  EMPTY_EDGE,
  edgeTree,
  type Hash,
  type RightEdge,
  TILE_WIDTH,
} from "@indelible/ledger";

/**
 * A tree as it grows, kept as its full tiles and the leaves after them. The roots of full tiles are
 * the leaves of the tree's upper part, so one tile can replace another without hashing again.
 */
export interface TileTree {
  readonly tiles: RightEdge;
  readonly leaves: readonly Hash[];
}

/** The tree without leaves. */
export const EMPTY_TILE_TREE: TileTree = { tiles: EMPTY_EDGE, leaves: [] };

/** The number of leaves. */
export function sizeOf({ tiles, leaves }: TileTree): number {
  return tiles.size * TILE_WIDTH + leaves.length;
}

/** The root over all leaves (RFC 6962). */
export function rootOf({ tiles, leaves }: TileTree): Hash {
  const { edge } = appendLeaves(EMPTY_EDGE, leaves);
  const size = tiles.size * TILE_WIDTH + leaves.length;
  return edgeTree({ size, hashes: [...tiles.hashes, ...edge.hashes] }).root;
}

/** The root of a full tile, given its 256 hashes. */
export function tileRoot(hashes: readonly Hash[]): Hash {
  return edgeTree(appendLeaves(EMPTY_EDGE, hashes).edge).root;
}
