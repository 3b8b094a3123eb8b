import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string[], string | undefined]>([
  ["abc", ["b"], "ac"],
  ["abc", ["b", "X"], "aXc"],
  ["ABC", ["b", "X"], "ABC"],
  ["ABC", ["(?i)b", "X"], "AXC"],
  ["ab12c3", ["[0-9]+", "X"], "abXcX"],
  ["abc", ["(.)b(.)", "$2$$1X$&"], "c$1Xabc"],
  ["abc", ["(?P<first>.)b", `\${first}$1\${1}$2\${none}$x`], `aaa$2\${none}$xc`],
  ["abc", ["(x)?b", "[$1]"], "a[]c"],
  ["ab", ["", "-"], "-a-b-"],
  ["😀b", ["(.)b", "$1"], "😀"],
  ["abc", ["(?=b)", "X"], undefined],
  ["abc", ["(", "X"], undefined],
  ["abc", [], undefined],
  ["abc", ["a", "b", "c"], undefined],
  ["abc", ["a".repeat(1_001), ""], undefined],
])("%j | Replace %j", (input, options, output) => {
  expect(applied(input, "Replace", ...options)).toBe(output);
});

test.each<[string, string | undefined]>([
  ["ab[0-9]+", "true"],
  ["^b", "false"],
  [")", undefined],
])("matches %s: %s", (pattern, output) => {
  expect(applied("ab12", "Match", pattern)).toBe(output);
});
