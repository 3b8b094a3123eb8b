import { type Loop, startLoop } from "@indelible/trail";
import type { TaskRunner } from "./task-runner.ts";

const CLAIM_EVERY_MILLISECONDS = 400;
const RENEW_EVERY_MILLISECONDS = 1_000;
const SWEEP_EVERY_MILLISECONDS = 5_000;
/** What running tasks get to end by themselves when the server stops. */
const GRACE_MILLISECONDS = 10_000;

/**
 * Runs tasks until stopped: takes what may run, says which run here, and ends those of servers that
 * are gone, the first time at once. Stopping gives those that run some time to end.
 */
export function startTaskLoop(runner: TaskRunner, onError: (error: unknown) => void): Loop {
  const repeated = async (work: () => Promise<void>) => {
    await work();
    return false;
  };
  const sweeping = startLoop(
    SWEEP_EVERY_MILLISECONDS,
    () => repeated(() => runner.sweep()),
    onError,
  );
  const claiming = startLoop(CLAIM_EVERY_MILLISECONDS, () => runner.claim(), onError);
  runner.onEnded(() => claiming.wake());
  const renewing = startLoop(
    RENEW_EVERY_MILLISECONDS,
    () => repeated(() => runner.renew()),
    onError,
  );
  return {
    wake: () => claiming.wake(),
    stop: async () => {
      await Promise.all([sweeping.stop(), claiming.stop()]);
      await runner.close(GRACE_MILLISECONDS);
      await renewing.stop();
    },
  };
}
