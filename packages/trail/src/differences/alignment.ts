import type { Json, JsonArray } from "../json/json.ts";

/** An item's index in the old array and in the new. */
export type Pair = readonly [before: number, after: number];

/**
 * Maximum cells of one alignment table, for two arrays of 500 items. It bounds time and memory;
 * larger arrays of unidentified items are replaced without a comparison.
 */
export const MAX_ALIGNMENT_CELLS = 250_000;

/**
 * Pairs the items of two arrays without identity, in order: a longest common subsequence of equal
 * items stays, and between two of these the first old item is paired with the first new one as an
 * edit, and so on. Undefined if the table would exceed MAX_ALIGNMENT_CELLS.
 */
export function align(before: JsonArray, after: JsonArray): Pair[] | undefined {
  if (before.length * after.length > MAX_ALIGNMENT_CELLS) return undefined;
  const common = commonItems(before, after);
  const gapStarts: Pair[] = [[0, 0], ...common.map(([i, j]): Pair => [i + 1, j + 1])];
  const gapEnds: Pair[] = [...common, [before.length, after.length]];
  const edited = gapStarts.flatMap((start, k) => pairInOrder(start, gapEnds[k] ?? start));
  return [...common, ...edited].sort(([i], [j]) => i - j);
}

/** The pairs from `start` until one side reaches `end`. */
function pairInOrder(start: Pair, end: Pair): Pair[] {
  const length = Math.min(end[0] - start[0], end[1] - start[1]);
  return Array.from({ length }, (_, k): Pair => [start[0] + k, start[1] + k]);
}

/** The index pairs of a longest common subsequence, ascending. */
function commonItems(before: JsonArray, after: JsonArray): Pair[] {
  const classes = new Map<string, number>();
  const [left, right] = [classify(before, classes), classify(after, classes)];
  const width = right.length + 1;
  const lengths = commonLengths(left, right);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Cell (i, j), row by row: how many items `left` from i on and `right` from j on have in common. */
function commonLengths(left: readonly number[], right: readonly number[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (cell: number): number => lengths[cell] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const cell = i * width + j;
      lengths[cell] =
        left[i] === right[j] ? at(cell + width + 1) + 1 : Math.max(at(cell + width), at(cell + 1));
    }
  }
  return lengths;
}

// Equal texts are equal items. Equal items whose members have a different order get two classes,
// which has no effect: paired as an edit, they have no difference.
function classify(items: JsonArray, classes: Map<string, number>): number[] {
  return items.map((item: Json) => {
    const text = JSON.stringify(item);
    const known = classes.get(text) ?? classes.size;
    classes.set(text, known);
    return known;
  });
}
