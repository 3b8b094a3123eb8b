import fc from "fast-check";
import { expect, test } from "vitest";
import { seededChance } from "./chance.ts";

test("the same seed gives the same numbers, another seed others", () => {
  const numbers = (seed: number) => {
    const chance = seededChance(seed);
    return Array.from({ length: 20 }, () => chance.next());
  };
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

test("numbers stay within their bounds and reach both", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 3 }), (seed, span) => {
      const chance = seededChance(seed);
      const seen = new Set(Array.from({ length: 200 }, () => chance.between(5, 5 + span)));
      expect([...seen].sort()).toEqual([5, 6, 7, 8].slice(0, span + 1));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("nothing can be picked from nothing", () => {
  expect(() => seededChance(1).pick([])).toThrow(RangeError);
});
