/** About 100 bytes each. Many more than wait for the sequencer at any time. */
const EVENTS_MAX = 20_000;

/**
 * The digests of the events that this process wrote lately, so that its sequencer need not read them
 * again. Only events of completed commits belong here.
 */
export class WrittenEvents {
  readonly #max: number;
  readonly #digests = new Map<number, string>();

  /** @param max events that are remembered; the oldest are forgotten first */
  constructor(max: number = EVENTS_MAX) {
    this.#max = max;
  }

  /** Remembers an event; its digest is in hexadecimal. */
  add(number: number, digest: string): void {
    this.#digests.set(number, digest);
    const [oldest] = this.#digests.keys();
    if (this.#digests.size > this.#max && oldest !== undefined) this.#digests.delete(oldest);
  }

  /** Whether this process wrote the event with this digest. */
  has(number: number, digest: string): boolean {
    return this.#digests.get(number) === digest;
  }
}
