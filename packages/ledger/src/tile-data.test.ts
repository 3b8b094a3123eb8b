import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed, hash } from "../tests/arbitraries.ts";
import { codeOf, memoryTree, rejection } from "../tests/support.ts";
import { sha256 } from "./sha256.ts";
import { formatTile, hashRow, parseTile, placeNode, tileNodes } from "./tile-data.ts";

const SIZE = 70_000;
const tree = memoryTree(SIZE);

describe("tile content", () => {
  it("reads back", () => {
    fc.assert(
      fc.property(fc.array(hash, { minLength: 1, maxLength: 256 }), (hashes) => {
        expect(parseTile(formatTile(hashes), hashes.length)).toEqual(hashes);
      }),
      { ...fixed, numRuns: 30 },
    );
  });

  it("is refused in any other length", () => {
    fc.assert(
      fc.property(bytes(0, 300), fc.integer({ min: 1, max: 256 }), (data, width) => {
        const code = codeOf(() => parseTile(data, width));
        expect(code).toBe(data.length === 32 * width ? undefined : "TILE_MALFORMED");
      }),
      fixed,
    );
  });

  it("is 1 to 256 hashes of 32 bytes", () => {
    for (const hashes of [[], Array(257).fill(new Uint8Array(32)), [new Uint8Array(31)]]) {
      expect(() => formatTile(hashes)).toThrow(rejection("ARGUMENT_INVALID"));
    }
  });

  it("is made of the nodes eight levels apart", () => {
    expect(tileNodes({ level: 1, index: 2, width: 2 })).toEqual([
      { level: 8, index: 512 },
      { level: 8, index: 513 },
    ]);
  });
});

describe("placeNode", () => {
  it.each([
    [{ level: 0, index: 0 }, 1, { level: 0, index: 0, width: 1 }, 0, 1],
    [{ level: 3, index: 40 }, 700, { level: 0, index: 1, width: 256 }, 64, 8],
    [{ level: 2, index: 174 }, 700, { level: 0, index: 2, width: 188 }, 184, 4],
    [{ level: 8, index: 1 }, 700, { level: 1, index: 0, width: 2 }, 1, 1],
    [{ level: 9, index: 0 }, 700, { level: 1, index: 0, width: 2 }, 0, 2],
  ])("of %j in %i leaves", (node, size, tile, start, count) => {
    expect(placeNode(node, size)).toEqual({ tile, start, count });
  });

  it("names the hashes from which the node follows", async () => {
    const level = fc.nat({ max: 16 });
    await fc.assert(
      fc.asyncProperty(level, fc.nat(), async (h, pick) => {
        const node = { level: h, index: pick % Math.floor(SIZE / 2 ** h) };
        const { tile, start, count } = placeNode(node, SIZE);
        const row = await tree.readHashes(tileNodes(tile));
        expect(hashRow(row.slice(start, start + count), sha256)).toEqual(tree.hash(node));
      }),
      fixed,
    );
  });

  it.each([
    [{ level: 0, index: 700 }, 700],
    [{ level: 2, index: 175 }, 700],
    [{ level: 10, index: 0 }, 700],
    [{ level: -1, index: 0 }, 700],
    [{ level: 0, index: -1 }, 700],
    [{ level: 0, index: Number.NaN }, 700],
  ])("refuses %j in %i leaves", (node, size) => {
    expect(() => placeNode(node, size)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

it("hashRow gives the root over a full or ragged row", () => {
  const row = Array.from({ length: 256 }, (_, index) => tree.hash({ level: 0, index }));
  expect(hashRow(row, sha256)).toEqual(tree.hash({ level: 8, index: 0 }));
  expect(hashRow(row.slice(0, 7), sha256)).toEqual(tree.root(7));
});
