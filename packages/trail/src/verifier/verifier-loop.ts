import { setTimeout as delay } from "node:timers/promises";
import { type Loop, startLoop } from "../loop.ts";
import type { Turn, Verifier } from "./verifier.ts";

/** Milliseconds between two rounds. */
const ROUND_EVERY_MILLISECONDS = 60_000;
/** A statement is followed by a pause of this many times its duration: a tenth of a core at most. */
const PAUSE_RATIO = 9;
/** Limits of a pause in milliseconds. */
const PAUSE = { min: 10, max: 5_000 };

/** How the verification in the background waits. */
export interface Pacing {
  /** A clock in milliseconds that only moves forward. */
  readonly elapsed: () => number;
  /** Waits for some milliseconds; rejects when the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const REAL_TIME: Pacing = {
  elapsed: () => performance.now(),
  pause: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};

/**
 * Verifies the ledger in the background, round after round, until stopped. Stopping ends the current
 * round after the current statement.
 */
export function startVerifierLoop(
  verifier: Pick<Verifier, "round">,
  onError: (error: unknown) => void,
  pacing: Pacing = REAL_TIME,
): Loop {
  const stopping = new AbortController();
  const turn = turnsOf(pacing, stopping.signal);
  const round = async () => {
    await verifier.round(turn);
    return false;
  };
  const loop = startLoop(ROUND_EVERY_MILLISECONDS, round, (error) => {
    if (!stopping.signal.aborted) onError(error);
  });
  return {
    wake: loop.wake,
    stop: () => {
      stopping.abort();
      return loop.stop();
    },
  };
}

/** Turns with pauses in proportion to the work between them; they reject when stopped. */
export function turnsOf({ elapsed, pause }: Pacing, stopped: AbortSignal): Turn {
  let since = elapsed();
  return async () => {
    const worked = elapsed() - since;
    await pause(Math.min(PAUSE.max, Math.max(PAUSE.min, worked * PAUSE_RATIO)), stopped);
    stopped.throwIfAborted();
    since = elapsed();
  };
}
