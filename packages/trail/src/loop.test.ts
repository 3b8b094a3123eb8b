import { expect, test } from "vitest";
import { startLoop } from "./loop.ts";

test("rounds follow at once while there is more to do, and errors are reported and survived", async () => {
  const reported: unknown[] = [];
  let rounds = 0;
  let finished: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const loop = startLoop(
    1,
    async () => {
      rounds += 1;
      if (rounds === 3) throw new TypeError("away");
      if (rounds === 5) finished();
      return rounds < 3;
    },
    (error) => reported.push(error),
  );
  await enough;
  await loop.stop();
  expect(reported).toEqual([new TypeError("away")]);
});

test("stopping ends the pause and waits for the current round", async () => {
  let release: () => void = () => {};
  let ended = false;
  const loop = startLoop(
    3_600_000,
    async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      ended = true;
      return false;
    },
    () => {},
  );
  const stopped = loop.stop();
  expect(ended).toBe(false);
  release();
  await stopped;
  expect(ended).toBe(true);
});

test("waking ends the pause, even before it starts", async () => {
  let rounds = 0;
  let release: () => void = () => {};
  let begun: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let ended: () => void = () => {};
  const second = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const loop = startLoop(
    3_600_000,
    async () => {
      rounds += 1;
      if (rounds === 2) ended();
      begun();
      await new Promise<void>((resolve) => {
        release = resolve;
        if (rounds > 1) resolve();
      });
      return false;
    },
    () => {},
  );
  await first;
  loop.wake();
  release();
  await second;
  await loop.stop();
  expect(rounds).toBe(2);
});
