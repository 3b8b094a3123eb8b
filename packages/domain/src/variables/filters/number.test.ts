import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string[], string | undefined]>([
  ["4.3", ["C"], "$4.30"],
  ["-1234567.891", ["C0"], "-$1,234,568"],
  ["1,234.5", ["N"], "1,234.50"],
  ["1,23", ["N"], undefined],
  ["7", ["D3"], "007"],
  ["-7", ["D3"], "-007"],
  ["7.5", ["D"], undefined],
  ["0.125", ["P1"], "12.5%"],
  ["255", ["X4"], "00FF"],
  ["255", ["x"], "ff"],
  ["-1", ["X"], undefined],
  ["2.5", ["F3"], "2.500"],
  ["2.5", ["0.##"], "2.5"],
  ["2", ["0.##"], "2"],
  ["0.5", ["#.0"], ".5"],
  ["1234.5", ["$#,##0.00 net"], "$1,234.50 net"],
  ["5", ["000"], "005"],
  ["5", ["0;1"], undefined],
  ["1234567890123456", ["N0"], undefined],
  ["5", ["0".repeat(101)], undefined],
])("%j in the format %j is %j", (input, options, output) => {
  expect(applied(input, "Format", ...options)).toBe(output);
});
