import { type PatternTrie, ROOT, type TrieExtent } from "./pattern-trie.ts";

/**
 * Finds many patterns in a text, which is read one UTF-16 code unit at a time, with the algorithm
 * of Aho and Corasick (Communications of the ACM 18, 1975). A state stands for the longest suffix
 * of the text that is a prefix of a pattern. Immutable; the caller has the current state.
 */
export class Automaton {
  readonly #trie: PatternTrie;
  readonly #size: number;
  // By state: the state of the next shorter prefix, and the length of the longest pattern that ends
  // there.
  readonly #shorter: Int32Array;
  readonly #longest: Int32Array;

  /** Finds the patterns of a trie at an extent, also if the trie grows afterwards. */
  constructor(trie: PatternTrie, extent: TrieExtent = trie.extent) {
    this.#trie = trie;
    this.#size = extent.states;
    this.#shorter = new Int32Array(extent.states);
    this.#longest = new Int32Array(extent.states);
    for (const end of trie.ends(extent.patterns)) this.#longest[end] = trie.depth(end);
    for (const state of this.#byDepth()) this.#prepare(state);
  }

  /** The state after one more code unit; the initial state is ROOT. */
  next(from: number, code: number): number {
    let state = from;
    for (;;) {
      const child = this.#trie.child(state, code);
      if (child !== ROOT && child < this.#size) return child;
      if (state === ROOT) return ROOT;
      state = this.#shorter[state] ?? ROOT;
    }
  }

  /** The number of last code units that are a prefix of a pattern. */
  depth(state: number): number {
    return this.#trie.depth(state);
  }

  /** The length of the longest pattern that ends at a state; 0 if there is none. */
  longest(state: number): number {
    return this.#longest[state] ?? 0;
  }

  /** Computes a state's entries; requires those of all states of lesser depth. */
  #prepare(state: number): void {
    const parent = this.#trie.parent(state);
    const shorter =
      parent === ROOT ? ROOT : this.next(this.#shorter[parent] ?? ROOT, this.#trie.code(state));
    this.#shorter[state] = shorter;
    this.#longest[state] ||= this.longest(shorter);
  }

  /** All states except for the root, by increasing depth. */
  #byDepth(): Int32Array {
    const starts = new Int32Array(this.#deepest() + 2);
    for (let state = 1; state < this.#size; state++) count(starts, this.depth(state) + 1);
    for (let depth = 1; depth < starts.length; depth++) {
      starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
    }
    const states = new Int32Array(this.#size - 1);
    for (let state = 1; state < this.#size; state++) {
      states[count(starts, this.depth(state)) - 1] = state;
    }
    return states;
  }

  #deepest(): number {
    let deepest = 0;
    for (let state = 1; state < this.#size; state++) {
      deepest = Math.max(deepest, this.depth(state));
    }
    return deepest;
  }
}

/** Adds one to a number in an array and returns the new number. */
function count(numbers: Int32Array, index: number): number {
  const counted = (numbers[index] ?? 0) + 1;
  numbers[index] = counted;
  return counted;
}
