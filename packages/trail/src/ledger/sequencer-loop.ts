import type { BatchResult, Sequencer } from "./sequencer.ts";

/** A sequencer at work in the background. */
export interface SequencerLoop {
  /** Says that something may wait, so that it is sequenced without waiting for the next look. */
  nudge(): void;
  /** Lets the batch under way finish, and stops. */
  stop(): Promise<void>;
}

/** Milliseconds between looks when nobody nudges: other servers' commits are found so. */
const LOOK_EVERY_MILLISECONDS = 250;

/**
 * Runs a sequencer until stopped. A failed batch is reported and tried again at the next look, so
 * that a database that was away for a while is caught up with.
 */
export function startSequencerLoop(
  sequencer: Pick<Sequencer, "runBatch">,
  onError: (error: unknown) => void,
): SequencerLoop {
  let stopped = false;
  let wake: () => void = () => {};
  const running = loop();

  async function loop(): Promise<void> {
    while (!stopped) {
      const result = await sequencer.runBatch().catch((error: unknown): BatchResult => {
        onError(error);
        return { kind: "idle" };
      });
      if (result.kind === "appended" && result.count > 0) continue;
      await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MILLISECONDS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    nudge: () => wake(),
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}
