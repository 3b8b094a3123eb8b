/** Numbers from 0 to 1 that depend only on the seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Decisions that depend only on the seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = numbersFrom(seed);
  }

  /** Whether something happens that has a probability from 0 to 1. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number from 0 to `end`, without `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item {
    const [item] = items.slice(this.below(items.length)) as [Item, ...Item[]];
    return item;
  }
}
