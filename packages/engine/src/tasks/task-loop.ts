import { type Loop, startLoop } from "@indelible/trail";
import type { TaskRunner } from "./task-runner.ts";

const CLAIM_EVERY_MILLISECONDS = 400;
const RENEW_EVERY_MILLISECONDS = 1_000;
const SWEEP_EVERY_MILLISECONDS = 5_000;
/** Time for running tasks to end when the server stops. */
const GRACE_MILLISECONDS = 10_000;

/** The operations of a task runner that a loop repeats. */
export type LoopedRunner = Pick<TaskRunner, "claim" | "renew" | "sweep" | "close" | "onEnded">;

/**
 * Runs tasks until stopped: claims tasks that may run, renews their leases, and ends the tasks of
 * servers that stopped, for the first time at once. Stopping gives running tasks 10 seconds to end.
 */
export function startTaskLoop(runner: LoopedRunner, onError: (error: unknown) => void): Loop {
  const every = (milliseconds: number, work: () => Promise<void>) =>
    startLoop(milliseconds, () => work().then(() => false), onError);
  const sweeping = every(SWEEP_EVERY_MILLISECONDS, () => runner.sweep());
  const claiming = startLoop(CLAIM_EVERY_MILLISECONDS, () => runner.claim(), onError);
  runner.onEnded(() => claiming.wake());
  const renewing = every(RENEW_EVERY_MILLISECONDS, () => runner.renew());
  return {
    wake: () => claiming.wake(),
    stop: async () => {
      await Promise.all([sweeping.stop(), claiming.stop()]);
      // Leases are renewed until the last task has ended.
      await runner.close(GRACE_MILLISECONDS);
      await renewing.stop();
    },
  };
}
