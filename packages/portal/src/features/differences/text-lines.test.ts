import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTEXT_LINES, isMultiline, lineSections } from "./text-lines.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `line ${n + 1}`);
const join = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

describe("a comparison by lines", () => {
  it("folds what is far from a change and keeps the context", () => {
    const before = numbered(30);
    const after = before.with(14, "changed");
    const sections = lineSections(join(before), join(after));
    expect(sections.map((section) => section.folded)).toEqual([true, false, true]);
    expect(sections[1]?.lines.filter((line) => line.side === "both")).toHaveLength(
      2 * CONTEXT_LINES,
    );
    expect(sections[0]?.lines).toHaveLength(14 - CONTEXT_LINES);
  });

  it("does not fold a few lines", () => {
    const before = numbered(7);
    const sections = lineSections(join(before), join(before.with(6, "changed")));
    expect(sections.every((section) => !section.folded)).toBe(true);
  });

  it("numbers the lines of each side", () => {
    const lines = lineSections("a\nb\n", "a\nx\nb\n").flatMap((section) => section.lines);
    expect(lines).toEqual([
      { text: "a", side: "both", oldNumber: 1, newNumber: 1 },
      { text: "x", side: "new", newNumber: 2 },
      { text: "b", side: "both", oldNumber: 2, newNumber: 3 },
    ]);
  });

  it("takes a line that gained the break after it for the same, if something else changed", () => {
    const sides = (before: string, after: string) =>
      lineSections(before, after).flatMap(({ lines }) => lines.map(({ side }) => side));
    expect(sides("a\nb", "a\nb\nc\n")).toEqual(["both", "both", "new"]);
    expect(sides("a\nb\nc\n", "a\nb")).toEqual(["both", "both", "old"]);
    expect(sides("a\nb", "a\nb\n")).toEqual(["both", "old", "new"]);
  });

  it("gives each side back unharmed and numbered from one", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 25 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineSections(join(before), join(after)).flatMap((section) => section.lines);
        const old = lines.filter((line) => line.side !== "new");
        const now = lines.filter((line) => line.side !== "old");
        expect(old.map((line) => line.text)).toEqual(before);
        expect(now.map((line) => line.text)).toEqual(after);
        expect(old.map((line) => line.oldNumber)).toEqual(before.map((_, n) => n + 1));
        expect(now.map((line) => line.newNumber)).toEqual(after.map((_, n) => n + 1));
      }),
    );
  });

  it("gives up on texts that have nothing in common, within the limit", () => {
    const before = Array.from({ length: 3_000 }, (_, n) => `old ${n}`);
    const after = Array.from({ length: 3_000 }, (_, n) => `new ${n}`);
    const lines = lineSections(join(before), join(after)).flatMap((section) => section.lines);
    expect(lines).toHaveLength(6_000);
  });

  it("is for text of several lines on either side", () => {
    expect(isMultiline("a\nb", "a")).toBe(true);
    expect(isMultiline("a", "b")).toBe(false);
    expect(isMultiline("a\nb", null)).toBe(false);
  });
});
