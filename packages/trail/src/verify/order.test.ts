import fc from "fast-check";
import { expect, test } from "vitest";
import { misplaced } from "./order.ts";

const placed = (numbers: readonly number[]) => numbers.map((number, index) => ({ index, number }));

test("nothing is misplaced in rising order, with gaps or without", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), (numbers) => {
      expect(misplaced(placed(numbers.toSorted((a, b) => a - b)))).toEqual([]);
    }),
  );
});

test("of two exchanged entries both are misplaced, and nothing else", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), (length, a, b) => {
      const [i, j] = [a % length, b % length];
      fc.pre(i !== j);
      const numbers = Array.from({ length }, (_, n) => 10 * n);
      const swapped = numbers.with(i, numbers[j] ?? 0).with(j, numbers[i] ?? 0);
      const found = misplaced(placed(swapped)).map(({ index }) => index);
      expect(found).toEqual([Math.min(i, j), Math.max(i, j)]);
    }),
  );
});
