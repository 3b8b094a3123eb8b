import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairLines } from "./line-pairs.ts";
import type { TextLine } from "./text-lines.ts";

const line = (side: TextLine["side"], text: string): TextLine => ({ side, text });
const texts = (lines: readonly TextLine[]) =>
  pairLines(lines).map(({ old, now }) => [old?.text, now?.text]);

describe("lines side by side", () => {
  it("put an unchanged line on both sides", () => {
    expect(texts([line("both", "a")])).toEqual([["a", "a"]]);
  });

  it("face what was removed with what was added there", () => {
    expect(
      texts([line("old", "a"), line("old", "b"), line("new", "x"), line("both", "c")]),
    ).toEqual([
      ["a", "x"],
      ["b", undefined],
      ["c", "c"],
    ]);
  });

  it("leave a gap where a line only came", () => {
    expect(texts([line("both", "a"), line("new", "x")])).toEqual([
      ["a", "a"],
      [undefined, "x"],
    ]);
  });

  it("keep every line on its side, in order", () => {
    const lines = fc.array(
      fc.record({ side: fc.constantFrom("old", "new", "both"), text: fc.string() }),
    ) as fc.Arbitrary<TextLine[]>;
    fc.assert(
      fc.property(lines, (given) => {
        const pairs = pairLines(given);
        expect(pairs.flatMap(({ old }) => old ?? [])).toEqual(
          given.filter(({ side }) => side !== "new"),
        );
        expect(pairs.flatMap(({ now }) => now ?? [])).toEqual(
          given.filter(({ side }) => side !== "old"),
        );
      }),
    );
  });
});
