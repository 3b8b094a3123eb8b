import { setTimeout as delay } from "node:timers/promises";
import type { Witnesses } from "./witnesses.ts";

/** A background task that shows checkpoints to witnesses. */
export interface WitnessLoop {
  /** Lets the round under way finish, and stops. */
  stop(): Promise<void>;
}

/** Milliseconds between rounds: witnesses are shown the newest checkpoint of each second, not all. */
const ROUND_EVERY_MILLISECONDS = 1_000;

/** Shows new checkpoints to witnesses until stopped; a round that fails is reported and repeated. */
export function startWitnessLoop(
  witnesses: Pick<Witnesses, "submitNewest">,
  onError: (error: unknown) => void,
): WitnessLoop {
  const stopping = new AbortController();
  const running = loop();

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await witnesses.submitNewest().catch(onError);
      // Aborting the pause is how it ends; there is nothing else that can fail.
      await delay(ROUND_EVERY_MILLISECONDS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
