import { MaskingError } from "./masking-error.ts";

/**
 * The largest number of states of a trie, about the characters of its patterns: 100 MB of memory.
 */
export const MAX_STATES = 5_000_000;

/** The state at which every pattern starts. */
export const ROOT = 0;

/** The size of a trie at a point in time: the numbers of its states and of its patterns. */
export interface TrieExtent {
  readonly states: number;
  readonly patterns: number;
}

const FIRST_CAPACITY = 1_024;
const CODE_UNITS = 65_536;

/**
 * The patterns to find, as a tree: patterns with a common prefix share its states. It only grows:
 * the states of an earlier extent, and the patterns that end at them, never change.
 */
export class PatternTrie {
  readonly maxStates: number;
  #size = 1;
  // By state: its parent, the UTF-16 code unit that leads to it from there, and the number of code
  // units that lead to it from the root.
  #parent = new Int32Array(FIRST_CAPACITY);
  #code = new Uint16Array(FIRST_CAPACITY);
  #depth = new Int32Array(FIRST_CAPACITY);
  // Most states have one child, created right after them, which is not stored: state + 1. The
  // root's children are in a separate table, all others in a hash table with linear probing.
  readonly #first = new Int32Array(CODE_UNITS);
  #branches = new Int32Array(FIRST_CAPACITY);
  #branchCount = 0;
  /** The states at which the patterns end, in the order of the patterns. */
  readonly #ends: number[] = [];
  /** The pattern added last, and the state after each of its code units. */
  #last = "";
  readonly #path: number[] = [];

  constructor(maxStates = MAX_STATES) {
    this.maxStates = maxStates;
  }

  /** Its current size. */
  get extent(): TrieExtent {
    return { states: this.#size, patterns: this.#ends.length };
  }

  /** True if it has not grown since it had this extent. */
  isAt({ states, patterns }: TrieExtent): boolean {
    return states === this.#size && patterns === this.#ends.length;
  }

  /**
   * Adds a pattern; fastest if it has a long common prefix with the one before. MaskingError if
   * there could be too many states.
   */
  add(pattern: string): void {
    if (this.#size + pattern.length > this.maxStates) {
      throw new MaskingError(
        "The secrets of this task are too long to be masked; use fewer or shorter ones.",
      );
    }
    const known = commonLength(pattern, this.#last);
    let state = known === 0 ? ROOT : (this.#path[known - 1] ?? ROOT);
    for (let i = known; i < pattern.length; i++) {
      const code = pattern.charCodeAt(i);
      const child = this.child(state, code);
      state = child === ROOT ? this.#grow(state, code) : child;
      this.#path[i] = state;
    }
    this.#ends.push(state);
    this.#last = pattern;
  }

  /** The states at which the first `count` patterns end. */
  ends(count: number): readonly number[] {
    return this.#ends.slice(0, count);
  }

  /** The state to which a code unit leads; ROOT if no pattern continues with it. */
  child(state: number, code: number): number {
    if (state === ROOT) return this.#first[code] ?? ROOT;
    if (this.#isChild(state + 1, state, code)) return state + 1;
    return this.#branches[this.#slot(state, code)] ?? ROOT;
  }

  parent(state: number): number {
    return this.#parent[state] ?? ROOT;
  }

  /** The code unit that leads to a state from its parent. */
  code(state: number): number {
    return this.#code[state] ?? 0;
  }

  /** The number of code units that lead to a state from the root. */
  depth(state: number): number {
    return this.#depth[state] ?? 0;
  }

  #isChild(child: number, state: number, code: number): boolean {
    return this.#parent[child] === state && this.#code[child] === code;
  }

  #grow(parent: number, code: number): number {
    const state = this.#size++;
    if (state === this.#parent.length) this.#enlarge();
    this.#parent[state] = parent;
    this.#code[state] = code;
    this.#depth[state] = this.depth(parent) + 1;
    if (parent === ROOT) this.#first[code] = state;
    else if (parent + 1 !== state) this.#branch(state);
    return state;
  }

  #enlarge(): void {
    const capacity = this.#parent.length * 2;
    this.#parent = copied(this.#parent, new Int32Array(capacity));
    this.#code = copied(this.#code, new Uint16Array(capacity));
    this.#depth = copied(this.#depth, new Int32Array(capacity));
  }

  #branch(state: number): void {
    if (++this.#branchCount * 2 > this.#branches.length) {
      const known = this.#branches;
      this.#branches = new Int32Array(known.length * 2);
      for (const other of known) if (other !== ROOT) this.#enter(other);
    }
    this.#enter(state);
  }

  #enter(state: number): void {
    this.#branches[this.#slot(this.parent(state), this.code(state))] = state;
  }

  /** The index in `branches` at which a child is, or would be. */
  #slot(state: number, code: number): number {
    const mask = this.#branches.length - 1;
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 8;
    for (;;) {
      slot &= mask;
      const child = this.#branches[slot] ?? ROOT;
      if (child === ROOT || this.#isChild(child, state, code)) return slot;
      slot++;
    }
  }
}

/** The length of the common prefix of two texts, in code units. */
function commonLength(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function copied<Numbers extends Int32Array | Uint16Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
