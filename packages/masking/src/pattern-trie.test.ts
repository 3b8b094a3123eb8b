import { describe, expect, it } from "vitest";
import { MaskingError } from "./masking-error.ts";
import { PatternTrie, ROOT } from "./pattern-trie.ts";

/** The states along a text; ROOT as soon as it is not a prefix of a pattern. */
function walk(trie: PatternTrie, text: string): number[] {
  let state = ROOT;
  return text.split("").map((unit, i) => {
    state = i > 0 && state === ROOT ? ROOT : trie.child(state, unit.charCodeAt(0));
    return state;
  });
}

describe("a trie of patterns", () => {
  it("has the states of each pattern, shared by common prefixes", () => {
    const trie = new PatternTrie();
    for (const pattern of ["abcd", "abxy", "bcd"]) trie.add(pattern);
    expect(trie.extent).toEqual({ states: 1 + 4 + 2 + 3, patterns: 3 });
    expect(walk(trie, "abxy").slice(0, 2)).toEqual(walk(trie, "abcd").slice(0, 2));
    expect(walk(trie, "abca").at(-1)).toBe(ROOT);
    const end = walk(trie, "bcd").at(-1) ?? ROOT;
    expect([trie.depth(end), trie.code(end), trie.depth(trie.parent(end))]).toEqual([3, 100, 2]);
    expect(trie.ends(3).map((state) => trie.depth(state))).toEqual([4, 4, 3]);
  });

  it("keeps the states of an earlier extent when it grows", () => {
    const trie = new PatternTrie();
    trie.add("first");
    const [extent, states, ends] = [trie.extent, walk(trie, "first"), trie.ends(1)];
    for (let i = 0; i < 3_000; i++) trie.add(`fir${i}`);
    expect(walk(trie, "first")).toEqual(states);
    expect(trie.ends(extent.patterns)).toEqual(ends);
    expect(Math.max(...states)).toBeLessThan(extent.states);
  });

  it("reports that it has grown, also by a pattern without a new state", () => {
    const trie = new PatternTrie();
    trie.add("abcd");
    const { extent } = trie;
    expect(trie.isAt(extent)).toBe(true);
    trie.add("abc");
    expect(trie.isAt(extent)).toBe(false);
  });

  it("stores code units of any value, including surrogates", () => {
    const trie = new PatternTrie();
    const pattern = "\u0000é\uffff\ud83d\ude00";
    trie.add(pattern);
    expect(walk(trie, pattern).map((state) => String.fromCharCode(trie.code(state)))).toEqual(
      pattern.split(""),
    );
  });

  it("refuses a pattern that could need too many states, without storing a part of it", () => {
    const trie = new PatternTrie(10);
    trie.add("abcd");
    const { extent } = trie;
    expect(() => trie.add("efghijk")).toThrow(MaskingError);
    expect(trie.isAt(extent)).toBe(true);
  });
});
