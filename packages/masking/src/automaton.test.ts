import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Automaton } from "./automaton.ts";
import { MaskingError } from "./masking-error.ts";
import { PatternTrie, ROOT } from "./pattern-trie.ts";

/**
 * For each code unit of a text: the length of the pattern prefix and of the longest pattern that
 * end there.
 */
function read(automaton: Automaton, text: string): [depth: number, longest: number][] {
  let state = ROOT;
  return text.split("").map((unit) => {
    state = automaton.next(state, unit.charCodeAt(0));
    return [automaton.depth(state), automaton.longest(state)];
  });
}

function trieOf(patterns: readonly string[]): PatternTrie {
  const trie = new PatternTrie();
  for (const pattern of patterns) trie.add(pattern);
  return trie;
}

function search(patterns: readonly string[], text: string): [depth: number, longest: number][] {
  return text.split("").map((_, i) => {
    const ends = Array.from({ length: i + 1 }, (_, start) => text.slice(start, i + 1));
    const depth = ends.find((end) => patterns.some((pattern) => pattern.startsWith(end)));
    const longest = ends.find((end) => patterns.includes(end));
    return [depth?.length ?? 0, longest?.length ?? 0];
  });
}

describe("an automaton", () => {
  it("finds the same as a search for each pattern at each position, whenever patterns were added", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "\ud83d"), maxLength: 30 });
    const patterns = fc.array(
      text.filter((pattern) => pattern !== ""),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(patterns, patterns, text, (first, second, sought) => {
        const trie = trieOf(first);
        const [automaton, extent] = [new Automaton(trie), trie.extent];
        expect(read(automaton, sought)).toEqual(search(first, sought));
        for (const pattern of second) trie.add(pattern);
        expect(read(new Automaton(trie), sought)).toEqual(search([...first, ...second], sought));
        expect(read(automaton, sought)).toEqual(search(first, sought));
        expect(read(new Automaton(trie, extent), sought)).toEqual(search(first, sought));
      }),
      { seed: 17, numRuns: 1_000 },
    );
  });

  it("supports many patterns with common prefixes", () => {
    const patterns = Array.from({ length: 20_000 }, (_, i) => `p${(i * 7919) % 20_011}.`);
    const automaton = new Automaton(trieOf(patterns));
    for (const pattern of patterns)
      expect(read(automaton, pattern).at(-1)?.[1]).toBe(pattern.length);
  });

  it("refuses too many states, and still finds the existing patterns", () => {
    const trie = new PatternTrie(10);
    trie.add("abcd");
    expect(() => trie.add("efghijk")).toThrow(MaskingError);
    expect(read(new Automaton(trie), "abcd").at(-1)).toEqual([4, 4]);
  });
});
