import { expect, test } from "vitest";
import { isTruthy } from "./truth.ts";

test.each([undefined, "", " ", "false", "False", "NO", "no", "0", " 0 "])(
  "%j is false",
  (value) => {
    expect(isTruthy(value)).toBe(false);
  },
);

test.each(["true", "yes", "1", "00", "0.0", "nothing", "falsey"])("%j is true", (value) => {
  expect(isTruthy(value)).toBe(true);
});
