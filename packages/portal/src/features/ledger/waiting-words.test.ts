import { expect, it } from "vitest";
import { waitingWords } from "./waiting-words.ts";

const now = Date.parse("2026-11-22T10:00:00Z");

it.each([
  [0, null, "Nothing"],
  [1, null, "1 event"],
  [1, "2026-11-22T09:59:59Z", "1 event, just now"],
  [1200, "2026-11-22T09:57:00Z", "1,200 events, 3 minutes ago"],
])("%i events waiting since %s: %s", (count, since, words) => {
  expect(waitingWords(count, since, now)).toBe(words);
});
