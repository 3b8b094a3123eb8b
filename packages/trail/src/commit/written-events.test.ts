import { expect, test } from "vitest";
import { WrittenEvents } from "./written-events.ts";

test("an event is known by its number and digest, until too many newer ones are", () => {
  const written = new WrittenEvents(2);
  written.add(1, "aa");
  written.add(2, "bb");
  expect([written.has(1, "aa"), written.has(1, "bb"), written.has(3, "aa")]).toEqual([
    true,
    false,
    false,
  ]);
  written.add(3, "cc");
  expect([written.has(1, "aa"), written.has(2, "bb"), written.has(3, "cc")]).toEqual([
    false,
    true,
    true,
  ]);
});
