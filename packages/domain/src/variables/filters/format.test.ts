import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string[], string | undefined]>([
  ["5", ["Int32", "D2"], "05"],
  ["5.5", ["Int", "N"], undefined],
  ["23.4", ["double", "C"], "$23.40"],
  ["23.4", ["money", "C"], undefined],
  ["23.4", [], undefined],
  ["23.4", ["a", "b", "c"], undefined],
  ["hello", ["yyyy"], undefined],
  ["2030-05-22", ["DateTime", "dd"], "22"],
])("%j in the format %j is %j", (input, options, output) => {
  expect(applied(input, "Format", ...options)).toBe(output);
});
