import { expect, test } from "vitest";
import type { Turn } from "./verifier.ts";
import { startVerifierLoop, turnsOf } from "./verifier-loop.ts";

test("a pause is nine times as long as the work before it, within limits", async () => {
  let time = 0;
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
    time += milliseconds;
  };
  const turn = turnsOf({ elapsed: () => time, pause }, new AbortController().signal);
  for (const worked of [0, 4, 100_000]) {
    time += worked;
    await turn();
  }
  expect(pauses).toEqual([10, 36, 5_000]);
});

test("stopping ends the pause and the round, which is no error", async () => {
  const errors: unknown[] = [];
  let turns = 0;
  const started = signal();
  const verifier = {
    round: async (turn: Turn) => {
      turns += 1;
      started.send(undefined);
      await turn();
      turns += 1;
    },
  };
  const pause = (_: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  const loop = startVerifierLoop(verifier, (error) => errors.push(error), {
    elapsed: () => 0,
    pause,
  });
  await started.received;
  await loop.stop();
  expect({ turns, errors }).toEqual({ turns: 1, errors: [] });
});

test("an error of a round is reported, and the loop continues", async () => {
  const reported = signal();
  const broken = new TypeError("the database is away");
  const verifier = { round: () => Promise.reject(broken) };
  const pacing = { elapsed: () => 0, pause: async () => {} };
  const loop = startVerifierLoop(verifier, reported.send, pacing);
  expect(await reported.received).toBe(broken);
  await loop.stop();
});

/** A value that arrives later. */
function signal() {
  let send: (value: unknown) => void = () => {};
  const received = new Promise<unknown>((resolve) => {
    send = resolve;
  });
  return { send: (value: unknown) => send(value), received };
}
