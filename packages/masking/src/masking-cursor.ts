import { isMask, maskText } from "./mask-text.ts";
import { SecretScanner } from "./secret-scanner.ts";
import type { SecretSet } from "./secret-set.ts";

/**
 * Masks the secrets in a stream of text. A cursor is small: it has only a state of its set's
 * automaton, and the text that could still become a secret. docs/formats/masking.md describes what
 * is masked.
 */
export class MaskingCursor {
  #secrets: SecretSet;
  /** Undefined until text is read with the current secrets. */
  #scanner: SecretScanner | undefined;
  /** The text held back, and for each character 1 if it will be masked. */
  #held = "";
  #marks = new Uint8Array();
  /** The last character before the text held back, also if it was masked. */
  #last = "";
  #endsInMask = false;

  /** Starts a stream. */
  constructor(secrets: SecretSet) {
    this.#secrets = secrets;
  }

  /** Masks the secrets of a larger set from now on, including in the text held back. */
  moveTo(larger: SecretSet): void {
    if (larger === this.#secrets) return;
    this.#secrets = larger;
    this.#scanner = undefined;
  }

  /** Reads the next chunk and returns the masked text up to where it is decided. */
  write(chunk: string): string {
    return this.#release(this.#append(chunk));
  }

  /**
   * Returns the masked text that was held back. Another stream with the same secrets can follow.
   */
  end(): string {
    this.#append("");
    this.#scanner?.settle(this.#held, this.#marks, this.#held.length);
    const rest = this.#release(this.#held.length);
    this.#scanner = undefined;
    this.#last = "";
    this.#endsInMask = false;
    return rest;
  }

  /** Adds a chunk to the text held back; returns the offset up to which it is decided. */
  #append(chunk: string): number {
    const start = this.#scanner === undefined ? 0 : this.#held.length;
    const marks = new Uint8Array(this.#held.length + chunk.length);
    marks.set(this.#marks);
    this.#marks = marks;
    this.#held += chunk;
    this.#scanner ??= new SecretScanner(this.#secrets.automaton);
    return this.#scanner.scan(this.#held, marks, start, this.#last);
  }

  /** Removes the text held back before `end`, and returns it masked. */
  #release(end: number): string {
    if (end === 0) return "";
    const text = this.#held.slice(0, end);
    const masked = maskText(text, this.#marks.subarray(0, end), this.#endsInMask);
    this.#endsInMask = isMask(text, this.#marks, end - 1);
    this.#last = text.slice(-1);
    this.#held = this.#held.slice(end);
    this.#marks = this.#marks.slice(end);
    return masked;
  }
}
