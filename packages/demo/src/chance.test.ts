import fc from "fast-check";
import { expect, test } from "vitest";
import { seededChance } from "./chance.ts";

test("numbers are the same for the same seed, others for another seed", () => {
  const numbers = (seed: number) => {
    const chance = seededChance(seed);
    return Array.from({ length: 20 }, () => chance.next());
  };
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

test("numbers are within their bounds, inclusive", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 3 }), (seed, span) => {
      const chance = seededChance(seed);
      const seen = new Set(Array.from({ length: 200 }, () => chance.between(5, 5 + span)));
      expect([...seen].sort()).toEqual([5, 6, 7, 8].slice(0, span + 1));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("picking from no items fails", () => {
  expect(() => seededChance(1).pick([])).toThrow(RangeError);
});
