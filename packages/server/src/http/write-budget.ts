/** Dependencies of `WriteBudget`. */
export interface WriteBudgetOptions {
  /** Bytes that a user may send in requests that write, within a minute. */
  readonly writeBytesPerMinute: number;
  readonly clock: () => Date;
}

const MINUTE_MILLISECONDS = 60_000;

/**
 * Limits the bytes that each user writes within a minute: what is written once is kept forever. Each
 * server counts separately. The first request of a minute is always allowed.
 */
export class WriteBudget {
  readonly #options: WriteBudgetOptions;
  readonly #bytes = new Map<string, number>();
  /** When the current minute ends; a time in the past before the first request. */
  #end = 0;

  constructor(options: WriteBudgetOptions) {
    this.#options = options;
  }

  /**
   * Counts the bytes of a request. Returns undefined if it is allowed, otherwise the seconds after
   * which it is.
   */
  spend(userId: string, bytes: number): number | undefined {
    const now = this.#options.clock().getTime();
    // A clock that was set back must not make users wait longer.
    if (now >= this.#end || now < this.#end - MINUTE_MILLISECONDS) {
      this.#bytes.clear();
      this.#end = now + MINUTE_MILLISECONDS;
    }
    const before = this.#bytes.get(userId) ?? 0;
    if (bytes > 0 && before > 0 && before + bytes > this.#options.writeBytesPerMinute) {
      return Math.ceil((this.#end - now) / 1_000);
    }
    this.#bytes.set(userId, before + bytes);
    return undefined;
  }
}
