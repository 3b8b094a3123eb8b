import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../tests/arbitraries.ts";
import { leafEntry, memoryTree } from "../tests/support.ts";
import { emptyRoot, hashLeaf } from "./hash.ts";
import { sha256 } from "./sha256.ts";
import { formatTilePath } from "./tile.ts";
import { tileNodes } from "./tile-data.ts";
import { growRows, partialTiles, rowsSize, rowsTree, type TileRows } from "./tile-rows.ts";
import { newTiles } from "./tile-set.ts";

const SIZE = 66_000;
const tree = memoryTree(SIZE);
const leaves = Array.from({ length: SIZE }, (_, i) => hashLeaf(leafEntry(i), sha256));

describe("growRows", () => {
  it("yields every full tile with the tree's hashes, and keeps the partial ones", () => {
    const { rows, tiles } = growRows([], leaves, sha256);
    const served = [...tiles, ...partialTiles(rows)];
    expect(served.map(formatTilePath).sort()).toEqual(
      Array.from(newTiles(0, SIZE), formatTilePath).sort(),
    );
    for (const tile of served) {
      const hashes = tileNodes(tile).map((node) => tree.hash(node));
      // As texts, for tens of thousands of arrays take seconds to compare.
      expect(tile.hashes.join()).toBe(hashes.join());
    }
    expect(rowsTree(rows, sha256)).toEqual({ size: SIZE, root: tree.root(SIZE) });
  });

  it("does not depend on the batches", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 600 }), { maxLength: 6 }), (batches) => {
        let rows: TileRows = [];
        const paths: string[] = [];
        let taken = 0;
        for (const batch of batches) {
          const growth = growRows(rows, leaves.slice(taken, taken + batch), sha256);
          rows = growth.rows;
          paths.push(...growth.tiles.map(formatTilePath));
          taken += batch;
          expect(rowsTree(rows, sha256)).toEqual({ size: taken, root: tree.root(taken) });
        }
        const whole = growRows([], leaves.slice(0, taken), sha256);
        expect(partialTiles(rows)).toEqual(partialTiles(whole.rows));
        expect(paths.sort()).toEqual(whole.tiles.map(formatTilePath).sort());
      }),
      { ...fixed, numRuns: 15 },
    );
  });

  it("leaves its input as it was", () => {
    const rows = [leaves.slice(0, 3)];
    growRows(rows, leaves.slice(3, 300), sha256);
    expect(rows).toEqual([leaves.slice(0, 3)]);
  });
});

it("knows the empty tree", () => {
  expect(rowsTree([], sha256)).toEqual({ size: 0, root: emptyRoot() });
  expect(rowsTree([[], []], sha256)).toEqual({ size: 0, root: emptyRoot() });
  expect(partialTiles([])).toEqual([]);
  expect(growRows([], [], sha256)).toEqual({ rows: [], tiles: [] });
});

it("counts leaves under rows of all levels", () => {
  const row = (length: number) => leaves.slice(0, length);
  expect(rowsSize([row(3), row(2), row(1)])).toBe(3 + 512 + 65_536);
  expect(rowsSize([[], row(1)])).toBe(256);
});
