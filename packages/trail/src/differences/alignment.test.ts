import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equals, type Json } from "../json/json.ts";
import { align, MAX_ALIGNMENT_CELLS, type Pair } from "./alignment.ts";

describe("align", () => {
  it.each<[string, Json[], Json[], Pair[]]>([
    ["nothing", [], [], []],
    ["only additions", [], [[1]], []],
    ["one edited item", [[1]], [[2]], [[0, 0]]],
    [
      "an item inserted before",
      [[1], [2]],
      [[0], [1], [2]],
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [
      "an edit between equal items",
      [[1], [2], [3]],
      [[1], [9], [3]],
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    ],
    ["a removal before and an addition after", [[1], [2], [3]], [[3], [4]], [[2, 0]]],
    [
      "an edit, an equal item and another edit, with leftovers",
      [[1], [2], [3], [4], [5]],
      [[9], [3], [8]],
      [
        [0, 0],
        [2, 1],
        [3, 2],
      ],
    ],
  ])("%s", (_, before, after, pairs) => {
    expect(align(before, after)).toEqual(pairs);
  });

  it("pairs every index once and in order, and no fewer than a subsequence in common", () => {
    const items = fc.array(fc.constantFrom<Json>([1], [2], { a: 1 }, "a"), { maxLength: 8 });
    fc.assert(
      fc.property(items, items, items, (common, extraBefore, extraAfter) => {
        const before = [...extraBefore, ...common];
        const after = [...common, ...extraAfter];
        const pairs = align(before, after) ?? [];
        for (const side of [0, 1] as const) {
          const indices = pairs.map((pair) => pair[side]);
          expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
        }
        const equalPairs = pairs.filter(([i, j]) => equals(before[i] ?? null, after[j] ?? null));
        expect(equalPairs.length).toBeGreaterThanOrEqual(common.length);
      }),
      { seed: 7 },
    );
  });

  it("gives up beyond MAX_ALIGNMENT_CELLS", () => {
    const side = Math.sqrt(MAX_ALIGNMENT_CELLS);
    const items = (length: number): Json[] => Array.from({ length }, (_, i) => [i]);
    expect(align(items(side), items(side))).toHaveLength(side);
    expect(align(items(side), items(side + 1))).toBeUndefined();
  });
});
