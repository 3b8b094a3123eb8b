/** An entry as far as its order goes. */
export interface Placed {
  readonly index: number;
  /** The number of the event. Within a batch the sequencer takes events in the order of these. */
  readonly number: number;
}

/** The entries that would be in another place if all were in the order of their numbers. */
export function misplaced<Entry extends Placed>(entries: readonly Entry[]): Entry[] {
  const sorted = entries.toSorted((a, b) => a.number - b.number);
  return entries.filter(({ number }, i) => number !== sorted[i]?.number);
}
