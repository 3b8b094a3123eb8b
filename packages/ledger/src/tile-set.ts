import { requireCount } from "./numbers.ts";
import { TILE_WIDTH, type Tile } from "./tile.ts";

/** Hashes that tile level `level` has in a tree of `size` leaves: floor(size / 256^level). */
export function rowLength(level: number, size: number): number {
  // Exact: dividing a double by a power of two only changes its exponent.
  return Math.floor(size / TILE_WIDTH ** level);
}

/**
 * The tiles that a tree of `newSize` leaves has and a tree of `oldSize` does not have, in their
 * widest form, level by level from the left; all tiles if `oldSize` is 0. A generator, since there
 * can be many. ARGUMENT_INVALID if a size is out of range; nothing if the tree did not grow.
 */
export function* newTiles(oldSize: number, newSize: number): Generator<Tile & { level: number }> {
  requireCount(oldSize, "oldSize");
  requireCount(newSize, "newSize");
  for (let level = 0; rowLength(level, newSize) > 0; level++) {
    for (const span of newSpans(rowLength(level, oldSize), rowLength(level, newSize))) {
      yield { level, ...span };
    }
  }
}

/** The entry bundles of {@link newTiles}: those of its level 0. */
export function* newBundles(oldSize: number, newSize: number): Generator<Tile> {
  requireCount(oldSize, "oldSize");
  requireCount(newSize, "newSize");
  for (const span of newSpans(oldSize, newSize)) yield { level: "entries", ...span };
}

function* newSpans(oldLength: number, newLength: number): Generator<Omit<Tile, "level">> {
  for (let start = oldLength - (oldLength % TILE_WIDTH); start < newLength; start += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, newLength - start);
    if (start + width > oldLength) yield { index: start / TILE_WIDTH, width };
  }
}
