import { isMask, maskText } from "./mask-text.ts";
import { SecretScanner } from "./secret-scanner.ts";
import type { SecretSet } from "./secret-set.ts";

/**
 * Takes secrets out of a stream of text. A cursor is small: it holds a place in what its set has
 * prepared, and the text that could still become a secret. What is masked: docs/formats/masking.md.
 */
export class MaskingCursor {
  #secrets: SecretSet;
  /** Undefined until the stream, or what is held back of it, is read with these secrets. */
  #scanner: SecretScanner | undefined;
  /** What is held back, and which of its characters masks will stand for. */
  #held = "";
  #marks = new Uint8Array();
  /** The last character that was given, or that a mask was given for. */
  #last = "";
  #endsInMask = false;

  /** Begins a stream. */
  constructor(secrets: SecretSet) {
    this.#secrets = secrets;
  }

  /** Masks the secrets of a larger set from now on, in what is held back too. */
  moveTo(larger: SecretSet): void {
    if (larger === this.#secrets) return;
    this.#secrets = larger;
    this.#scanner = undefined;
  }

  /** Takes the next chunk, and gives the text that is decided by now. */
  write(chunk: string): string {
    return this.#give(this.#take(chunk));
  }

  /** Gives what was held back. Another stream may follow, with the same secrets. */
  end(): string {
    this.#take("");
    this.#scanner?.settle(this.#held, this.#marks, this.#held.length);
    const rest = this.#give(this.#held.length);
    this.#scanner = undefined;
    this.#last = "";
    this.#endsInMask = false;
    return rest;
  }

  /** Holds a chunk back too, and tells the offset up to which all is decided. */
  #take(chunk: string): number {
    const start = this.#scanner === undefined ? 0 : this.#held.length;
    const marks = new Uint8Array(this.#held.length + chunk.length);
    marks.set(this.#marks);
    this.#marks = marks;
    this.#held += chunk;
    this.#scanner ??= new SecretScanner(this.#secrets.automaton);
    return this.#scanner.scan(this.#held, marks, start, this.#last);
  }

  /** Gives what is held back before `end`. */
  #give(end: number): string {
    if (end === 0) return "";
    const text = this.#held.slice(0, end);
    const given = maskText(text, this.#marks.subarray(0, end), this.#endsInMask);
    this.#endsInMask = isMask(text, this.#marks, end - 1);
    this.#last = text.slice(-1);
    this.#held = this.#held.slice(end);
    this.#marks = this.#marks.slice(end);
    return given;
  }
}
