/** How much of a list is in memory at the same time. */
export interface PortionLimits {
  readonly bytes: number;
  /** Items, whatever their size; by default unlimited. */
  readonly items?: number;
}

/**
 * Items in portions, in their order: each has at most the bytes and items of `limits`, or is one item
 * that is larger.
 */
export function* inPortions<Item>(
  items: Iterable<Item>,
  bytesOf: (item: Item) => number,
  { bytes, items: itemsMax = Number.POSITIVE_INFINITY }: PortionLimits,
): Generator<Item[]> {
  let portion: Item[] = [];
  let bytesLeft = bytes;
  for (const item of items) {
    const size = bytesOf(item);
    if (portion.length > 0 && (size > bytesLeft || portion.length >= itemsMax)) {
      yield portion;
      portion = [];
      bytesLeft = bytes;
    }
    portion.push(item);
    bytesLeft -= size;
  }
  if (portion.length > 0) yield portion;
}
