import { emptyRoot, type Hash, type Sha256 } from "./hash.ts";
import { appendLeaves, EMPTY_EDGE } from "./right-edge.ts";
import { foldSubtrees, type TreeHead } from "./subtrees.ts";
import { TILE_WIDTH, type Tile } from "./tile.ts";
import { hashRow } from "./tile-data.ts";

/**
 * The partial tiles of a tree: for each tile level the 0 to 255 hashes after the last full tile.
 * Together they cover exactly the tree's complete subtrees, so they determine its root.
 */
export type TileRows = readonly (readonly Hash[])[];

/** A tile (never an entry bundle) with its hashes. */
export interface FilledTile extends Tile {
  readonly level: number;
  readonly hashes: readonly Hash[];
}

/** The new rows, and the tiles that became full, each before the one above it. */
export interface RowGrowth {
  readonly rows: TileRows;
  readonly tiles: readonly FilledTile[];
}

/** Number of leaves under the rows. */
export function rowsSize(rows: TileRows): number {
  return rows.reduce((size, row, level) => size + row.length * TILE_WIDTH ** level, 0);
}

/**
 * Appends leaf hashes. A pure function; computes one hash for each node above the leaves of a full
 * tile.
 */
export function growRows(rows: TileRows, leafHashes: readonly Hash[], sha256: Sha256): RowGrowth {
  const grown = [...rows];
  const tiles: FilledTile[] = [];
  const size = rowsSize(rows);
  let added = leafHashes;
  for (let level = 0; added.length > 0; level++) {
    const row = [...(grown[level] ?? []), ...added];
    const full = row.length - (row.length % TILE_WIDTH);
    const first = Math.floor(size / TILE_WIDTH ** (level + 1));
    const above: Hash[] = [];
    for (let start = 0; start < full; start += TILE_WIDTH) {
      const hashes = row.slice(start, start + TILE_WIDTH);
      tiles.push({ level, index: first + start / TILE_WIDTH, width: TILE_WIDTH, hashes });
      above.push(hashRow(hashes, sha256));
    }
    grown[level] = row.slice(full);
    added = above;
  }
  return { rows: grown, tiles };
}

/** The partial tiles that a log with these rows serves; at most one for each level. */
export function partialTiles(rows: TileRows): FilledTile[] {
  const size = rowsSize(rows);
  return rows.flatMap((hashes, level) => {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    return hashes.length === 0 ? [] : [{ level, index, width: hashes.length, hashes }];
  });
}

/** Size and root of the tree with these rows. */
export function rowsTree(rows: TileRows, sha256: Sha256): TreeHead {
  // Higher levels have the larger subtrees, which are further to the left.
  const subtrees = rows.toReversed().flatMap((row) => {
    return appendLeaves(EMPTY_EDGE, row, sha256).edge.hashes;
  });
  const root = subtrees.length === 0 ? emptyRoot() : foldSubtrees(subtrees, sha256);
  return { size: rowsSize(rows), root };
}
