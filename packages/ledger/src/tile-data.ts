import { concatBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { HASH_SIZE, type Hash, requireHashes, type Sha256 } from "./hash.ts";
import { appendLeaves, EMPTY_EDGE } from "./right-edge.ts";
import { foldSubtrees, type NodeId } from "./subtrees.ts";
import { TILE_WIDTH, type Tile } from "./tile.ts";
import { rowLength } from "./tile-set.ts";

/** Levels of the tree in one tile: 256 = 2^8. */
const TILE_HEIGHT = 8;

/** The bytes of a tile: its concatenated hashes. ARGUMENT_INVALID unless 1 to 256 hashes. */
export function formatTile(hashes: readonly Hash[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) {
    throw new LedgerError("ARGUMENT_INVALID", "A tile has 1 to 256 hashes.");
  }
  requireHashes(hashes, "hash of a tile");
  return concatBytes(...hashes);
}

/** The hashes of a tile (views of `bytes`). TILE_MALFORMED unless there are exactly `width`. */
export function parseTile(bytes: Uint8Array, width: number): Hash[] {
  if (bytes.length !== width * HASH_SIZE) {
    throw new LedgerError(
      "TILE_MALFORMED",
      `A tile of width ${width} has ${width * HASH_SIZE} bytes, not ${bytes.length}.`,
    );
  }
  return Array.from({ length: width }, (_, i) =>
    bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE),
  );
}

/** The nodes whose hashes are the content of a tile, from left to right. */
export function tileNodes(tile: Tile & { level: number }): NodeId[] {
  const level = tile.level * TILE_HEIGHT;
  const first = tile.index * TILE_WIDTH;
  return Array.from({ length: tile.width }, (_, i) => ({ level, index: first + i }));
}

/** A tile, and which of its hashes (`count` of them, from `start`) determine a node. */
export interface NodePlace {
  readonly tile: Tile & { level: number };
  readonly start: number;
  readonly count: number;
}

/**
 * The position of a node in the tiles of a tree of `size` leaves. ARGUMENT_INVALID if that tree has
 * no such complete subtree.
 */
export function placeNode(node: NodeId, size: number): NodePlace {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const count = 2 ** (node.level % TILE_HEIGHT);
  const first = node.index * count;
  const length = rowLength(level, size);
  if (!(node.level >= 0 && node.index >= 0 && first + count <= length)) {
    throw new LedgerError("ARGUMENT_INVALID", "The tree has no such node.");
  }
  const start = first % TILE_WIDTH;
  const index = (first - start) / TILE_WIDTH;
  const width = Math.min(TILE_WIDTH, length - index * TILE_WIDTH);
  return { tile: { level, index, width }, start, count };
}

/** Hash of the smallest subtree over a whole row of adjacent hashes (1 to 256). */
export function hashRow(row: readonly Hash[], sha256: Sha256): Hash {
  return foldSubtrees(appendLeaves(EMPTY_EDGE, row, sha256).edge.hashes, sha256);
}
