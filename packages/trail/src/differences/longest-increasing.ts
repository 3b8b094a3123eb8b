/**
 * The values of a longest increasing subsequence of `values`, which must be distinct; in O(n log
 * n). These are the values that do not move when all are sorted.
 */
export function longestIncreasing(values: readonly number[]): Set<number> {
  // ends[k] is the smallest value that ends an increasing subsequence of k + 1 values.
  const ends: number[] = [];
  const predecessors = new Map<number, number | undefined>();
  for (const value of values) {
    const k = firstAbove(ends, value);
    predecessors.set(value, ends[k - 1]);
    ends[k] = value;
  }
  const chosen = new Set<number>();
  for (let value = ends.at(-1); value !== undefined; value = predecessors.get(value)) {
    chosen.add(value);
  }
  return chosen;
}

/** The number of values in the ascending `sorted` that are below `value`. */
function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
