import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string[], string | undefined]>([
  ["straße", "ToUpper", [], "STRASSE"],
  ["A", "ToLower", ["x"], undefined],
  ["  a ", "Trim", [], "a"],
  ["  a ", "Trim", ["Start"], "a "],
  ["  a ", "Trim", ["end"], "  a"],
  ["  a ", "Trim", ["both"], undefined],
  ["a", "Append", ["b", "c"], "abc"],
  ["a", "Prepend", ["b", "c"], "bca"],
  ["a", "Append", [], undefined],
  ["Octopus", "Truncate", ["7"], "Octopus"],
  ["Octopus", "Truncate", ["0"], "..."],
  ["Octopus", "Truncate", ["-1"], undefined],
  ["Octopus", "Truncate", [], undefined],
  ["Octopus", "Substring", ["7"], "Octopus"],
  ["Octopus", "Substring", ["8"], undefined],
  ["Octopus", "Substring", ["3", "4"], "opus"],
  ["Octopus", "Substring", ["4", "4"], undefined],
  ["Octopus", "Substring", ["a"], undefined],
  ["Octopus", "Substring", ["1", "2", "3"], undefined],
  ["Octopus", "Substring", [], undefined],
])("%j | %s %j", (input, name, options, output) => {
  expect(applied(input, name, ...options)).toBe(output);
});
