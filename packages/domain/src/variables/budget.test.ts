import { expect, test } from "vitest";
import { Budget } from "./budget.ts";
import { MAX_LENGTH, MAX_WORK } from "./limits.ts";
import { SubstitutionError } from "./substitution-error.ts";

test("output is limited in total", () => {
  const budget = new Budget();
  budget.write(MAX_LENGTH - 1);
  budget.write(1);
  expect(() => budget.write(1)).toThrow(expect.objectContaining({ code: "length" }));
});

test("work is limited in total, separately from output", () => {
  const budget = new Budget();
  budget.write(MAX_LENGTH);
  budget.work(MAX_WORK);
  expect(() => budget.work(1)).toThrow(SubstitutionError);
  expect(() => budget.work(1)).toThrow(expect.objectContaining({ code: "work" }));
});
