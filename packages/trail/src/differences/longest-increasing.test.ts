import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestIncreasing } from "./longest-increasing.ts";

/** The length of a longest increasing subsequence, by trying every one. */
function bruteForce(values: readonly number[], above = -1): number {
  return values.reduce((longest, value, i) => {
    if (value <= above) return longest;
    return Math.max(longest, 1 + bruteForce(values.slice(i + 1), value));
  }, 0);
}

describe("longestIncreasing", () => {
  it.each<[number[], number[]]>([
    [[], []],
    [[3], [3]],
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
    [[2, 1, 0], [0]],
    [
      [3, 0, 1, 2],
      [0, 1, 2],
    ],
    [
      [1, 2, 3, 0],
      [1, 2, 3],
    ],
  ])("of %j is %j", (values, expected) => {
    expect([...longestIncreasing(values)].sort()).toEqual(expected);
  });

  it("is increasing and as long as any", () => {
    const values = fc.uniqueArray(fc.nat(20), { maxLength: 9 });
    fc.assert(
      fc.property(values, (distinct) => {
        const chosen = longestIncreasing(distinct);
        const inOrder = distinct.filter((value) => chosen.has(value));
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
        expect(chosen.size).toBe(bruteForce(distinct));
      }),
      { seed: 6 },
    );
  });
});
