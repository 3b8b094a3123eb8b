/** Reproducible random choices: the same seed leads to the same story. */
export interface Chance {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** An integer from `least` to `most`, both inclusive. */
  between(least: number, most: number): number;
  /** One of the items. RangeError if there are none. */
  pick<Item>(items: readonly Item[]): Item;
}

/** A generator with 32 bits of state (Mulberry32); not for real secrets. */
export function seededChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <Item>(items: readonly Item[]) => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError("There are no items to pick from.");
    return item;
  };
  return { next, between, pick };
}
