import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { count, fixed } from "../tests/arbitraries.ts";
import { definedRoot, memoryTree, rejection } from "../tests/support.ts";
import { hashLeaf } from "./hash.ts";
import { sha256 } from "./sha256.ts";
import { completeSubtrees, foldSubtrees, splitPoint, storedNodeCount } from "./subtrees.ts";

describe("splitPoint", () => {
  it.each([
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 4],
    [2 ** 40, 2 ** 39],
    [2 ** 40 + 1, 2 ** 40],
    [Number.MAX_SAFE_INTEGER, 2 ** 52],
  ])("of %d is %d", (size, k) => {
    expect(splitPoint(size)).toBe(k);
  });
});

describe("completeSubtrees", () => {
  it("of 7 leaves are 4, 2 and 1", () => {
    expect(completeSubtrees(0, 7)).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
  });

  it("cover the leaves without gap, largest first", () => {
    fc.assert(
      fc.property(count, (size) => {
        let next = 0;
        let last = Number.POSITIVE_INFINITY;
        for (const { level, index } of completeSubtrees(0, size)) {
          expect(index * 2 ** level).toBe(next);
          expect(level).toBeLessThan(last);
          next += 2 ** level;
          last = level;
        }
        expect(next).toBe(size);
      }),
      fixed,
    );
  });

  it("start anywhere RFC 6962 splits", () => {
    expect(completeSubtrees(4, 7)).toEqual([
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
    expect(completeSubtrees(6, 7)).toEqual([{ level: 0, index: 6 }]);
    expect(completeSubtrees(3, 3)).toEqual([]);
  });
});

describe("foldSubtrees", () => {
  it("gives the root as RFC 6962 defines it", () => {
    const tree = memoryTree(70);
    const leaves = Array.from({ length: 70 }, (_, index) => tree.hash({ level: 0, index }));
    for (let size = 1; size <= 70; size++) {
      const hashes = completeSubtrees(0, size).map((node) => tree.hash(node));
      expect(foldSubtrees(hashes, sha256)).toEqual(definedRoot(leaves.slice(0, size)));
    }
  });

  it("leaves a single hash alone and refuses none", () => {
    const leaf = hashLeaf(new Uint8Array());
    expect(foldSubtrees([leaf], sha256)).toBe(leaf);
    expect(() => foldSubtrees([], sha256)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

describe("storedNodeCount", () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 7],
    [7, 11],
    [2 ** 20, 2 ** 21 - 1],
  ])("of %d leaves is %d", (size, nodes) => {
    expect(storedNodeCount(size)).toBe(nodes);
  });

  it("refuses what is no count", () => {
    expect(() => storedNodeCount(-1)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});
