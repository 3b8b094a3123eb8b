import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markWords } from "./marked-lines.ts";
import type { TextLine } from "./text-lines.ts";

const line = (side: TextLine["side"], text: string): TextLine => ({ side, text });

describe("words marked in lines", () => {
  it("are those that differ between a line and the one that replaced it", () => {
    const [old, now] = markWords([
      line("old", "docker pull web:latest quietly"),
      line("new", "docker pull web:latest loudly"),
    ]);
    expect(old?.runs?.filter((run) => run.side === "old").map((run) => run.text)).toEqual([
      "quietly",
    ]);
    expect(now?.runs?.filter((run) => run.side === "new").map((run) => run.text)).toEqual([
      "loudly",
    ]);
  });

  it("are none in lines that only came, went or stayed, or have nothing in common", () => {
    const lines = [line("both", "a"), line("new", "b"), line("both", "c"), line("old", "d")];
    expect(markWords(lines)).toEqual(lines);
    const replaced = [line("old", "apples"), line("new", "pears")];
    expect(markWords(replaced)).toEqual(replaced);
  });

  it("add up to the line that contains them", () => {
    const lines = fc.array(
      fc.record({
        side: fc.constantFrom("old", "new", "both"),
        text: fc.stringMatching(/^([a-c]{1,2} ){1,4}$/),
      }),
    ) as fc.Arbitrary<TextLine[]>;
    fc.assert(
      fc.property(lines, (given) => {
        const marked = markWords(given);
        expect(marked.map(({ side, text }) => ({ side, text }))).toEqual(given);
        for (const { runs, text } of marked)
          if (runs) expect(runs.map((run) => run.text).join("")).toBe(text);
      }),
    );
  });
});
