import { type Loop, startLoop } from "../loop.ts";
import type { Witnesses } from "./witnesses.ts";

/** Milliseconds between rounds: witnesses are shown the newest checkpoint of each second, not all. */
const ROUND_EVERY_MILLISECONDS = 1_000;

/** Shows new checkpoints to witnesses until stopped. */
export function startWitnessLoop(
  witnesses: Pick<Witnesses, "submitNewest">,
  onError: (error: unknown) => void,
): Loop {
  const round = async () => {
    await witnesses.submitNewest();
    return false;
  };
  return startLoop(ROUND_EVERY_MILLISECONDS, round, onError);
}
