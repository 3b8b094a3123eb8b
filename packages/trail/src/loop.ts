import { setTimeout as delay } from "node:timers/promises";

/** Work that repeats in the background. */
export interface Loop {
  /** Ends the current pause, because there may be something to do. */
  wake(): void;
  /** Stops after the current round. */
  stop(): Promise<void>;
}

/**
 * Repeats rounds of work until stopped, with a pause of some milliseconds after each round, except
 * after one that resolves to true, because there is more to do. A failed round is reported and
 * repeated after the pause, so the loop survives a database that is temporarily unavailable.
 */
export function startLoop(
  milliseconds: number,
  round: () => Promise<boolean>,
  onError: (error: unknown) => void,
): Loop {
  let stopped = false;
  let pausing = new AbortController();
  const running = loop();

  async function loop(): Promise<void> {
    while (!stopped) {
      pausing = new AbortController();
      const hasMore = await round().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (hasMore) continue;
      // Only aborting can reject, and that ends the pause early.
      await delay(milliseconds, undefined, { signal: pausing.signal }).catch(() => {});
    }
  }

  return {
    wake: () => pausing.abort(),
    stop: () => {
      stopped = true;
      pausing.abort();
      return running;
    },
  };
}
