import { describe, expect, it } from "vitest";
import { MAX_BREAKS, SecretScanner } from "./secret-scanner.ts";
import { SecretSet } from "./secret-set.ts";

/** The marks of a text, each as an `x`, and the length up to which it is decided. */
function scanned(secrets: readonly string[], text: string, before = ""): [string, number] {
  const scanner = new SecretScanner(SecretSet.empty().with(...secrets).automaton);
  const marks = new Uint8Array(text.length);
  const decided = scanner.scan(text, marks, 0, before);
  return [shown(marks), decided];
}

function shown(marks: Uint8Array): string {
  return Array.from(marks, (mark) => (mark === 1 ? "x" : " ")).join("");
}

describe("a scanner", () => {
  it.each<[string, string, number]>([
    ["a hunter22 b", "  xxxxxxxx  ", 12],
    ["a hunt", "      ", 2],
    ["a hunth", "       ", 6],
    ["hun\nter22", "xxxxxxxxx", 0],
    ["hunter22hun", "xxxxxxxx   ", 8],
    [`hunt${"\n".repeat(MAX_BREAKS)}`, " ".repeat(4 + MAX_BREAKS), 0],
    [`hunt${"\n".repeat(MAX_BREAKS + 1)}`, " ".repeat(5 + MAX_BREAKS), 5 + MAX_BREAKS],
    ["", "", 0],
  ])("finds hunter22 in %j", (text, marks, decided) => {
    expect(scanned(["hunter22"], text)).toEqual([marks, decided]);
  });

  it("continues where it ended", () => {
    const scanner = new SecretScanner(SecretSet.empty().with("hunter22").automaton);
    expect(scanner.scan("a hun", new Uint8Array(5), 0, "")).toBe(2);
    const marks = new Uint8Array(9);
    expect(scanner.scan("hunter22.", marks, 3, " ")).toBe(9);
    expect(shown(marks)).toBe("xxxxxxxx ");
  });

  it.each<[string, string, string, number]>([
    ["", "abc.", "xxx ", 4],
    ["", "abc", "   ", 0],
    ["d", "abc.", "    ", 4],
    [" ", "abc.", "xxx ", 4],
    ["", "abcd", "    ", 4],
  ])("finds a token after %j in %j only as a whole word", (before, text, marks, decided) => {
    expect(scanned(["abc"], text, before)).toEqual([marks, decided]);
  });

  it("marks a token at the end of the stream", () => {
    const scanner = new SecretScanner(SecretSet.empty().with("abc").automaton);
    const marks = new Uint8Array(3);
    scanner.scan("abc", marks, 0, "");
    expect(shown(marks)).toBe("   ");
    scanner.settle("abc", marks, 3);
    expect(shown(marks)).toBe("xxx");
  });
});
