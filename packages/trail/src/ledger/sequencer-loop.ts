import type { BatchResult, Sequencer } from "./sequencer.ts";

/** A sequencer at work in the background. */
export interface SequencerLoop {
  /** Lets the batch under way finish, and stops. */
  stop(): Promise<void>;
}

/**
 * Milliseconds between batches: long enough that the commits of a busy moment share one, and well
 * within the second in which an event should become provable.
 */
const BATCH_EVERY_MILLISECONDS = 250;

/**
 * Runs a sequencer until stopped. A failed batch is reported and tried again after the pause, so
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
      if (result.kind === "appended" && result.isFull) continue;
      await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, BATCH_EVERY_MILLISECONDS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}
