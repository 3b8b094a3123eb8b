import { expect, it } from "vitest";
import { witnessTone } from "./witness-tone.ts";

it.each([
  ["Cosigned", "good"],
  ["Failing", "attention"],
  ["Alarm", "bad"],
  ["Unasked", undefined],
])("a witness that is %s is shown as %s", (state, tone) => {
  expect(witnessTone(state)).toBe(tone);
});
