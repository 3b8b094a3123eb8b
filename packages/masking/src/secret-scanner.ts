import type { Automaton } from "./automaton.ts";
import { ROOT } from "./pattern-trie.ts";
import { MIN_LENGTH } from "./patterns.ts";

/** More characters of line break in a row than this cannot be within a secret. */
export const MAX_BREAKS = 8;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Finds secrets in one stream of text, ignoring line breaks. */
export class SecretScanner {
  readonly #automaton: Automaton;
  #state = ROOT;
  /**
   * The length of the token that ends at the last character; the next character decides whether it
   * is a whole word.
   */
  #token = 0;

  /** Starts a stream in which the automaton's patterns are found. */
  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  /**
   * Reads a text from `start` and sets the marks of all characters of secrets to 1. Returns the
   * offset up to which the text is decided; the next call must pass the text from there, and start
   * where this one ended. `before` is the character before the text.
   */
  scan(text: string, marks: Uint8Array, start: number, before: string): number {
    const places = new Int32Array(text.length);
    let count = placesBefore(start, text, places);
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#token > 0) this.settle(text, marks, at);
      if (isBreak(code)) {
        if (at - (places[count - 1] ?? at) > MAX_BREAKS) this.#state = ROOT;
        continue;
      }
      places[count++] = at;
      this.#state = this.#automaton.next(this.#state, code);
      const length = this.#automaton.longest(this.#state);
      if (length === 0) continue;
      const from = places[count - length] ?? 0;
      if (length >= MIN_LENGTH) marks.fill(1, from, at + 1);
      else if (at - from < length && !adjoin(text[from - 1] ?? before, text[from])) {
        this.#token = length;
      }
    }
    const depth = this.#automaton.depth(this.#state);
    return depth === 0 ? text.length : (places[count - depth] ?? 0);
  }

  /** Marks a token that ends before `at`, unless the character at `at` continues the word. */
  settle(text: string, marks: Uint8Array, at: number): void {
    if (this.#token > 0 && !adjoin(text[at - 1], text[at])) marks.fill(1, at - this.#token, at);
    this.#token = 0;
  }
}

/**
 * Stores the offsets of the characters before `end` other than line breaks, and returns their
 * number.
 */
function placesBefore(end: number, text: string, places: Int32Array): number {
  let count = 0;
  for (let at = 0; at < end; at++) {
    if (!isBreak(text.charCodeAt(at))) places[count++] = at;
  }
  return count;
}

function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** True if two characters belong to one word. A surrogate is treated as a letter. */
function adjoin(one: string | undefined, other: string | undefined): boolean {
  return [one, other].every((unit) => unit !== undefined && /[\p{L}\p{N}\p{Cs}_]/u.test(unit));
}
