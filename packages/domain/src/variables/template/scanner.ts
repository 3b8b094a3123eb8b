/** A place in a text, from which patterns are taken one after the other. */
export class Scanner {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** The offset of what comes next. */
  get at(): number {
    return this.#at;
  }

  /** Whether `expected` comes next. */
  sees(expected: string): boolean {
    return this.#text.startsWith(expected, this.#at);
  }

  /** Goes past what a sticky pattern matches here: its first group, else all of it. */
  take(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match[1] ?? match[0];
  }
}
