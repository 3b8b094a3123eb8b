import type { Automaton } from "./automaton.ts";
import { ROOT } from "./pattern-trie.ts";
import { MIN_LENGTH } from "./patterns.ts";

/** More characters of line break in a row than these end what could have become a secret. */
export const MAX_BREAKS = 8;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Finds secrets in one stream of text, as if it had no line breaks. */
export class SecretScanner {
  readonly #automaton: Automaton;
  #state = ROOT;
  /** The length of the token that ends at the last character, if what follows lets it be one. */
  #token = 0;

  /** Begins a stream in which the automaton's patterns are found. */
  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  /**
   * Reads a text from `start` on and sets the marks of all characters of secrets to 1. The result is
   * the offset before which all is decided; the next call is given the text from there on, to read
   * where this one ended. `before` is the character that precedes the text.
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

  /** Marks a token that ends before `at`, unless what stands there is of the same word. */
  settle(text: string, marks: Uint8Array, at: number): void {
    if (this.#token > 0 && !adjoin(text[at - 1], text[at])) marks.fill(1, at - this.#token, at);
    this.#token = 0;
  }
}

/** Writes down where the characters before `end` are that are no line break, and counts them. */
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

/** Whether two characters are of one word. Half a character is taken for a letter. */
function adjoin(one: string | undefined, other: string | undefined): boolean {
  return [one, other].every((unit) => unit !== undefined && /[\p{L}\p{N}\p{Cs}_]/u.test(unit));
}
