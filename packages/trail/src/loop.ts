import { setTimeout as delay } from "node:timers/promises";

/** Work that goes on in the background. */
export interface Loop {
  /** Ends the pause, if there is one: there may be something to do. */
  wake(): void;
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
      // Aborting the pause is how it ends early; there is nothing else that can fail.
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
