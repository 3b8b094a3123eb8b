import { MaskingError } from "./masking-error.ts";

/** The most states of an automaton, about as many as its patterns have characters: 100 MB of them. */
export const MAX_STATES = 5_000_000;

/** The state in which no pattern has begun. */
export const ROOT = 0;

const FIRST_CAPACITY = 1_024;
const CODE_UNITS = 65_536;

/**
 * Finds many patterns in a text that it is given one UTF-16 code unit at a time, by the algorithm
 * of Aho and Corasick (Communications of the ACM 18, 1975). A state stands for the longest end of
 * the text that is the beginning of a pattern.
 */
export class Automaton {
  #size = 1;
  // Of each state: the state before it, the code unit that leads here from there, how many lead here
  // from the root, the state of the next shorter beginning, and the longest pattern that ends here.
  #parent = new Int32Array(FIRST_CAPACITY);
  #code = new Int32Array(FIRST_CAPACITY);
  #depth = new Int32Array(FIRST_CAPACITY);
  #shorter = new Int32Array(FIRST_CAPACITY);
  #longest = new Int32Array(FIRST_CAPACITY);
  // Most states have one child, made right after them, which is not listed: state + 1. The root's
  // children have a table of their own, all others a hash table with linear probing.
  readonly #first = new Int32Array(CODE_UNITS);
  #branches = new Int32Array(FIRST_CAPACITY);
  #branchCount = 0;
  #deepest = 0;
  /** The pattern added last, and the state after each of its code units. */
  #last = "";
  readonly #path: number[] = [];
  readonly #maxStates: number;

  constructor(maxStates = MAX_STATES) {
    this.#maxStates = maxStates;
  }

  /**
   * Adds a pattern, which must be followed by `prepare` before `next` is used. Patterns that begin
   * like the one before are added fastest. MaskingError if there could be too many states.
   */
  add(pattern: string): void {
    if (this.#size + pattern.length > this.#maxStates) {
      throw new MaskingError(
        "The secrets of this task are too long to be masked; use fewer or shorter ones.",
      );
    }
    const known = commonLength(pattern, this.#last);
    let state = known === 0 ? ROOT : (this.#path[known - 1] ?? ROOT);
    for (let i = known; i < pattern.length; i++) {
      const code = pattern.charCodeAt(i);
      const child = this.#child(state, code);
      state = child === ROOT ? this.#grow(state, code) : child;
      this.#path[i] = state;
    }
    this.#longest[state] = pattern.length;
    this.#last = pattern;
  }

  /** Makes all patterns found. States that were given stay what they are. */
  prepare(): void {
    for (const state of this.#byDepth()) {
      const parent = this.#parent[state] ?? ROOT;
      const shorter =
        parent === ROOT ? ROOT : this.next(this.#shorter[parent] ?? ROOT, this.#code[state] ?? 0);
      this.#shorter[state] = shorter;
      if (this.#longest[state] !== this.#depth[state]) {
        this.#longest[state] = this.#longest[shorter] ?? 0;
      }
    }
  }

  /** The state after a further code unit. */
  next(from: number, code: number): number {
    let state = from;
    for (;;) {
      const child = this.#child(state, code);
      if (child !== ROOT || state === ROOT) return child;
      state = this.#shorter[state] ?? ROOT;
    }
  }

  /** How many of the last code units are the beginning of a pattern. */
  depth(state: number): number {
    return this.#depth[state] ?? 0;
  }

  /** The length of the longest pattern that ends here, 0 if none does. */
  longest(state: number): number {
    return this.#longest[state] ?? 0;
  }

  /** ROOT if there is none. */
  #child(state: number, code: number): number {
    if (state === ROOT) return this.#first[code] ?? ROOT;
    if (this.#isChild(state + 1, state, code)) return state + 1;
    return this.#branches[this.#slot(state, code)] ?? ROOT;
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
    this.#deepest = Math.max(this.#deepest, this.depth(state));
    if (parent === ROOT) this.#first[code] = state;
    else if (parent + 1 !== state) this.#branch(state);
    return state;
  }

  #enlarge(): void {
    this.#parent = doubled(this.#parent);
    this.#code = doubled(this.#code);
    this.#depth = doubled(this.#depth);
    this.#shorter = doubled(this.#shorter);
    this.#longest = doubled(this.#longest);
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
    const slot = this.#slot(this.#parent[state] ?? ROOT, this.#code[state] ?? 0);
    this.#branches[slot] = state;
  }

  /** Where in `branches` a child is, or would be. */
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

  /** All states but the root, those of lesser depth first. */
  #byDepth(): Int32Array {
    const starts = new Int32Array(this.#deepest + 2);
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
}

/** How many code units two texts have in common at their beginnings. */
function commonLength(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** Adds one to a number in an array, and gives the new number. */
function count(numbers: Int32Array, index: number): number {
  const counted = (numbers[index] ?? 0) + 1;
  numbers[index] = counted;
  return counted;
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
