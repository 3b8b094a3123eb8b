import { describe, expect, test } from "vitest";
import { MAX_TAG_DEPTH } from "../limits.ts";
import { scanTag } from "./scan-tag.ts";

const substitution = (name: (string | object)[], filters: object[] = []) => ({
  kind: "substitution",
  expression: { name, filters },
});

describe("a tag", () => {
  test.each([
    ["#{A}", substitution(["A"])],
    ["#{ A.B c }", substitution(["A.B c"])],
    [
      "#{A | Trim | Append x}",
      substitution(
        ["A"],
        [
          { name: "Trim", options: [] },
          { name: "Append", options: ["x"] },
        ],
      ),
    ],
    ['#{A | Append "x y"}', substitution(["A"], [{ name: "Append", options: ["x y"] }])],
    ["#{A[#{B}]}", substitution(["A", "[", { name: ["B"], filters: [] }, "]"])],
    ["#{else}", { kind: "else" }],
    ["#{/IF}", { kind: "end", of: "if" }],
    ["#{each x in Y}", { kind: "each", item: "x", collection: ["Y"] }],
    [
      '#{if A == "b"}',
      {
        kind: "if",
        condition: {
          left: { name: ["A"], filters: [] },
          comparison: { isEqual: true, right: "b" },
        },
      },
    ],
    ["#{unless A}", { kind: "unless", condition: { left: { name: ["A"], filters: [] } } }],
  ])("%s is read up to its end", (text, tag) => {
    expect(scanTag(`ab${text}}cd`, 2)).toEqual({ tag, end: 2 + text.length });
  });

  test("without a name has the filter as its value", () => {
    expect(scanTag("#{ | NowDate}", 0)?.tag).toEqual({
      kind: "substitution",
      expression: { name: undefined, filters: [{ name: "NowDate", options: [] }] },
    });
  });
});

test.each(["#{", "#{}", "#{A", "#{A[}", "#{A]}", "#{if }", "#{each x in }", "#{A | }"])(
  "%s is not a tag",
  (text) => {
    expect(scanTag(text, 0)).toBeUndefined();
  },
);

test("tags in tags are read down to the limit", () => {
  const nested = (depth: number) => ["#{A[".repeat(depth), "#{B}", "]}".repeat(depth)].join("");
  expect(scanTag(nested(MAX_TAG_DEPTH), 0)?.end).toBe(nested(MAX_TAG_DEPTH).length);
  expect(scanTag(nested(MAX_TAG_DEPTH + 1), 0)).toBeUndefined();
});
