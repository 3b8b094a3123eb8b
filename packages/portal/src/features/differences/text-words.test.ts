import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_WORD_DIFF_LENGTH, sideOf, wordRuns } from "./text-words.ts";

const textOf = (runs: readonly { text: string }[]) => runs.map((run) => run.text).join("");

describe("a comparison by words", () => {
  it("marks the words that came", () => {
    const runs = wordRuns("before they reach customers", "before they reach our customers");
    expect(runs.filter((run) => run.side === "new").map((run) => run.text.trim())).toEqual(["our"]);
    expect(runs.some((run) => run.side === "old")).toBe(false);
  });

  it("shows texts whole that have little in common", () => {
    expect(wordRuns("Test", "Staging")).toEqual([
      { text: "Test", side: "old" },
      { text: "Staging", side: "new" },
    ]);
  });

  it("shows long texts whole", () => {
    const long = "word ".repeat(MAX_WORD_DIFF_LENGTH / 4);
    expect(wordRuns(long, `${long}more`)).toHaveLength(2);
  });

  it("gives each side back unharmed", () => {
    const words = fc.array(fc.constantFrom("a", "bb", " ", "\n", "c.", "ä"), { maxLength: 20 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const runs = wordRuns(before.join(""), after.join(""));
        expect(textOf(sideOf(runs, "old"))).toBe(before.join(""));
        expect(textOf(sideOf(runs, "new"))).toBe(after.join(""));
      }),
    );
  });
});
