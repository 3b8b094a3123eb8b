/** A position in a text, which matching patterns move forward. */
export class Scanner {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** The current offset. */
  get at(): number {
    return this.#at;
  }

  /** Whether `expected` is next. */
  sees(expected: string): boolean {
    return this.#text.startsWith(expected, this.#at);
  }

  /**
   * Moves past what a sticky pattern matches here, and returns its first group, else the whole
   * match.
   */
  take(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match[1] ?? match[0];
  }
}
