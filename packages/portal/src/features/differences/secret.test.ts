import { INDICATOR_PREFIX as WRITTEN_PREFIX } from "@indelible/trail/pure";
import { describe, expect, it } from "vitest";
import { hasSecretValue, INDICATOR_PREFIX, isIndicator, shortIndicator } from "./secret.ts";

describe("an indicator of a secret", () => {
  it("is known by its prefix, in every version", () => {
    expect(isIndicator(`${WRITTEN_PREFIX}abc`)).toBe(true);
    expect(isIndicator(`${INDICATOR_PREFIX}v9:abc`)).toBe(true);
  });

  it("is nothing else", () => {
    for (const value of ["abc", "", null, 3, {}, undefined]) expect(isIndicator(value)).toBe(false);
  });

  it("is shown by the start of its digits", () => {
    expect(shortIndicator(`${WRITTEN_PREFIX}0123456789abcdef`)).toBe("0123456789ab");
  });
});

describe("a secret as the API shows it", () => {
  it("says whether there is a value", () => {
    expect(hasSecretValue({ HasValue: true, NewValue: null, Hint: null })).toBe(true);
    expect(hasSecretValue({ HasValue: false, NewValue: null })).toBe(false);
    for (const value of [null, "x", 3, [], {}, { HasValue: true }])
      expect(hasSecretValue(value)).toBeUndefined();
  });
});
