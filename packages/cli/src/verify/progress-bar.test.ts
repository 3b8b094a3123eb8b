import { expect, test } from "vitest";
import { testWorld } from "../../../../test/support/world.ts";
import { progressBar } from "./progress-bar.ts";

const bar = (filled: number, text: string) =>
  `[${"#".repeat(filled)}${".".repeat(30 - filled)}] ${text}`;

test.each([
  ["nothing done", 0, 266, bar(0, "0% of 266 entries")],
  ["a half", 133, 266, bar(15, "50% of 266 entries")],
  ["almost all, rounded down", 999, 1000, bar(30, "99% of 1000 entries")],
  ["all", 266, 266, bar(30, "100% of 266 entries")],
  ["more than all", 300, 266, bar(30, "100% of 266 entries")],
  ["an empty log", 0, 0, bar(30, "100% of 0 entries")],
])("%s", (_, done, total, line) => {
  const world = testWorld({ isTerminal: true });
  progressBar(world).show(done, total);
  expect(world.remarked()).toBe(`\r${line}`);
});

test("the bar is drawn again only if it changes, and removed once", () => {
  const world = testWorld({ isTerminal: true });
  const progress = progressBar(world);
  progress.show(1, 1000);
  progress.show(2, 1000);
  const line = bar(0, "0% of 1000 entries");
  expect(world.remarked()).toBe(`\r${line}`);
  progress.clear();
  progress.clear();
  expect(world.remarked()).toBe(`\r${line}\r${" ".repeat(line.length)}\r`);
});

test("nothing is shown without a terminal", () => {
  const world = testWorld();
  const progress = progressBar(world);
  progress.show(1, 2);
  progress.clear();
  expect(world.remarked()).toBe("");
});
