import { type Loop, startLoop } from "../loop.ts";
import type { Sequencer } from "./sequencer.ts";

/**
 * Milliseconds between batches: long enough that the commits of a busy moment share one, and well
 * within the second in which an event should become provable.
 */
const BATCH_EVERY_MILLISECONDS = 250;

/** Runs a sequencer until stopped; after a full batch there is no pause. */
export function startSequencerLoop(
  sequencer: Pick<Sequencer, "runBatch">,
  onError: (error: unknown) => void,
): Loop {
  const round = async () => {
    const result = await sequencer.runBatch();
    return result.kind === "appended" && result.isFull;
  };
  return startLoop(BATCH_EVERY_MILLISECONDS, round, onError);
}
