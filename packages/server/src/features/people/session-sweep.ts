import { type Loop, startLoop } from "@indelible/trail";
import type { Sessions } from "./sessions.ts";

/** Milliseconds between rounds. */
const ROUND_EVERY_MILLISECONDS = 600_000;

/** Deletes sessions that are not valid any more, periodically until stopped. */
export function startSessionSweep(
  sessions: Pick<Sessions, "sweep">,
  onError: (error: unknown) => void,
): Loop {
  const round = async () => {
    await sessions.sweep();
    return false;
  };
  return startLoop(ROUND_EVERY_MILLISECONDS, round, onError);
}
