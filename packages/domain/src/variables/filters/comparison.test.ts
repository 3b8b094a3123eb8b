import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string[], string | undefined]>([
  ["abc", "Contains", ["B"], "false"],
  ["abc", "EndsWith", ["bc"], "true"],
  ["abc", "StartsWith", [], undefined],
])("%j | %s %j", (input, name, options, output) => {
  expect(applied(input, name, ...options)).toBe(output);
});
