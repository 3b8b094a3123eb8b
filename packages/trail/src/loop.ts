import { setTimeout as delay } from "node:timers/promises";

/** Work that goes on in the background. */
export interface Loop {
  /** Lets the round under way finish, and stops. */
  stop(): Promise<void>;
}

/**
 * Does rounds of work until stopped, with a pause of so many milliseconds after each, but none after
 * one that answers true: there is more to do. A round that fails is reported, and tried again after
 * the pause, so that a database that was away for a while is caught up with.
 */
export function startLoop(
  milliseconds: number,
  round: () => Promise<boolean>,
  onError: (error: unknown) => void,
): Loop {
  const stopping = new AbortController();
  const running = loop();

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const hasMore = await round().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (hasMore) continue;
      // Aborting the pause is how it ends; there is nothing else that can fail.
      await delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
