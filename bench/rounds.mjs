/**
 * The result of one round.
 *
 * @typedef {object} Round
 * @property {number} count completed calls
 * @property {number} perSecond calls per second
 * @property {number} p50 milliseconds per call
 * @property {number} p95 milliseconds per call
 */

/**
 * Lets clients make calls, each sequentially, until the time is up.
 *
 * @param {number} clients number of concurrent clients
 * @param {number} durationMs
 * @param {(client: number) => Promise<void>} act
 * @returns {Promise<Round>}
 */
export async function runRound(clients, durationMs, act) {
  /** @type {number[]} */
  const latencies = [];
  const start = performance.now();
  const end = start + durationMs;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let begun = performance.now(); begun < end; ) {
        await act(client);
        const done = performance.now();
        latencies.push(done - begun);
        begun = done;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return {
    count: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
  };
}

/**
 * The median of a few numbers.
 *
 * @param {readonly number[]} numbers at least one
 */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/**
 * The quantile of some numbers, interpolated linearly.
 *
 * @param {readonly number[]} numbers at least one
 * @param {number} share 0 to 1
 */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(at), Math.ceil(at) + 1);
  return low + (high - low) * (at % 1);
}
