import fc from "fast-check";
import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string | undefined]>([
  ["ToBase64", "Grüße", "R3LDvMOfZQ=="],
  ["FromBase64", "R3LDvMOfZQ==", "Grüße"],
  ["FromBase64", "no base64!", undefined],
  ["FromBase64", "/w==", undefined],
])("%s of %j", (name, input, output) => {
  expect(applied(input, name)).toBe(output);
});

test("FromBase64 reverses ToBase64", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 20_000 }), (text) => {
      expect(applied(applied(text, "ToBase64"), "FromBase64")).toBe(text);
    }),
    { seed: 13, numRuns: 50 },
  );
});
