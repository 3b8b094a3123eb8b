import { type Loop, startLoop } from "../loop.ts";

/** Milliseconds between rounds: witnesses are shown the newest checkpoint of each second, not all. */
const ROUND_EVERY_MILLISECONDS = 1_000;

/** Shows new checkpoints to witnesses until stopped; `submitNewest` is one round. */
export function startWitnessLoop(
  submitNewest: () => Promise<void>,
  onError: (error: unknown) => void,
): Loop {
  const round = async () => {
    await submitNewest();
    return false;
  };
  return startLoop(ROUND_EVERY_MILLISECONDS, round, onError);
}
