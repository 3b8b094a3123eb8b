import { describe, expect, it } from "vitest";
import { MAX_SECRET_LENGTH, PIECE_LENGTH, patternsOf } from "./patterns.ts";

describe("the patterns of a secret", () => {
  it.each(["", "1", " ", "   ", "\n\n\n\n", "\n1\n"])("%j has none", (secret) => {
    expect(patternsOf(secret)).toEqual(new Set());
  });

  it.each([
    ["42", "42"],
    ["a-b", "a-b"],
    ["a\nb", "ab"],
  ])("%j is a token", (secret, token) => {
    expect(patternsOf(secret)).toEqual(new Set([token]));
  });

  it("are its forms", () => {
    const patterns = patternsOf('p/ "é\\');
    for (const form of [
      'p/ "é\\',
      "702f2022c3a95c",
      "702F2022C3A95C",
      "p%2F%20%22%C3%A9%5C",
      "p%2f+%22%c3%a9%5c",
      'p\\/ \\"\\u00e9\\\\',
      Buffer.from('p/ "é\\').toString("base64").slice(0, 9),
    ]) {
      expect(patterns).toContain(form);
    }
  });

  it("are not too short", () => {
    for (const pattern of patternsOf("a\tbc")) expect(pattern.length).toBeGreaterThanOrEqual(4);
  });

  it("include those of its long lines", () => {
    const patterns = patternsOf("first line\n  second line \nshort\n");
    expect(patterns).toContain("first line");
    expect(patterns).toContain("second line");
    expect(patterns).not.toContain("short");
  });

  it("are those of its pieces, which overlap and have whole characters", () => {
    const secret = `${"a".repeat(PIECE_LENGTH - 1)}😀${"b".repeat(PIECE_LENGTH)}`;
    const patterns = patternsOf(secret);
    expect(patterns).toContain(secret.slice(0, PIECE_LENGTH + 1));
    expect(patterns).toContain(`😀${"b".repeat(PIECE_LENGTH - 1)}`);
    expect(patterns).toContain("b".repeat(PIECE_LENGTH));
    expect(patterns).not.toContain(secret);
  });

  it("are those of its start, if it is very long", () => {
    const beginning = "ab".repeat(MAX_SECRET_LENGTH / 2);
    expect(patternsOf(`${beginning}what is beyond it`)).toEqual(patternsOf(beginning));
  });
});
