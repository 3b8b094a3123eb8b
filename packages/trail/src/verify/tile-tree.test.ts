import { appendLeaves, EMPTY_EDGE, edgeTree, hashLeaf, TILE_WIDTH } from "@indelible/ledger";
import { expect, test } from "vitest";
import { EMPTY_TILE_TREE, rootOf, sizeOf, tileRoot } from "./tile-tree.ts";

test.each([0, 1, 255, 256, 257, 511, 512, 700])(
  "%i leaves have one root, in tiles or not",
  (size) => {
    const leaves = Array.from({ length: size }, (_, i) => hashLeaf(Uint8Array.of(i >> 8, i & 255)));
    const full = size - (size % TILE_WIDTH);
    let tiles = EMPTY_TILE_TREE.tiles;
    for (let start = 0; start < full; start += TILE_WIDTH) {
      const root = tileRoot(leaves.slice(start, start + TILE_WIDTH));
      tiles = appendLeaves(tiles, [root]).edge;
    }
    const tree = { tiles, leaves: leaves.slice(full) };
    expect(sizeOf(tree)).toBe(size);
    expect(rootOf(tree)).toEqual(edgeTree(appendLeaves(EMPTY_EDGE, leaves).edge).root);
  },
);
