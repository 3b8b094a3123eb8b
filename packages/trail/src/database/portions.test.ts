import fc from "fast-check";
import { expect, test } from "vitest";
import { inPortions } from "./portions.ts";

const sizes = fc.array(fc.nat(50));

test("portions have all items in order, and no more than the limits unless one item is larger", () => {
  fc.assert(
    fc.property(
      sizes,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (all, bytes, items) => {
        const portions = [...inPortions(all, (size) => size, { bytes, items })];
        expect(portions.flat()).toEqual(all);
        for (const portion of portions) {
          const sum = portion.reduce((total, size) => total + size, 0);
          expect(portion.length === 1 || (sum <= bytes && portion.length <= items)).toBe(true);
          expect(portion.length).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test("a portion ends only where the next item does not fit", () => {
  const portions = (items?: number) => [
    ...inPortions([4, 6, 1, 20, 5, 5, 5], (size) => size, { bytes: 10, ...(items && { items }) }),
  ];
  expect(portions()).toEqual([[4, 6], [1], [20], [5, 5], [5]]);
  expect(portions(1)).toEqual([[4], [6], [1], [20], [5], [5], [5]]);
});
