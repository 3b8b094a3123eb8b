import { expect, test } from "vitest";
import { maskText } from "./mask-text.ts";

/** Masks the characters that have an `x` at their position in `marks`. */
function masked(text: string, marks: string, continues = false): string {
  return maskText(
    text,
    Uint8Array.from(marks, (mark) => Number(mark === "x")),
    continues,
  );
}

test.each<[string, string, boolean, string]>([
  ["abc", "   ", false, "abc"],
  ["abcd", " xx ", false, "a********d"],
  ["abcd", "xx x", false, "********c********"],
  ["ab\r\ncd", "xxxxxx", false, "********\r\n********"],
  ["ab\ncd", "xx xx", false, "********\n********"],
  ["abcd", "xx x", true, "c********"],
  ["\nabc", "xxx ", true, "\n********c"],
  ["abcd", "  xx", true, "ab********"],
  ["", "", true, ""],
])("%j with the marks %j, continuing a mask %s: %j", (text, marks, continues, output) => {
  expect(masked(text, marks, continues)).toBe(output);
});
