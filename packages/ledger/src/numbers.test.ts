import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { count, fixed } from "../tests/arbitraries.ts";
import { rejection } from "../tests/support.ts";
import { halve, isCount, parseDecimal, requireCount } from "./numbers.ts";

describe("counts", () => {
  it.each([0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER])("take %d", (value) => {
    expect(isCount(value)).toBe(true);
    expect(() => requireCount(value, "size")).not.toThrow();
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])("refuse %d", (value) => {
    expect(isCount(value)).toBe(false);
    expect(() => requireCount(value, "size")).toThrow(rejection("ARGUMENT_INVALID"));
    expect(() => requireCount(value, "size")).toThrow(/^size /);
  });

  it("halve beyond 32 bits", () => {
    expect(halve(2 ** 40 + 1)).toBe(2 ** 39);
    expect(halve(1)).toBe(0);
  });
});

describe("parseDecimal", () => {
  it("reads what String writes", () => {
    fc.assert(
      fc.property(count, (value) => {
        expect(parseDecimal(String(value))).toBe(value);
      }),
      fixed,
    );
  });

  it.each([
    ...["", " ", "01", "00", "+1", "-1", "-0", "1 ", " 1", "1\n", "1.0", "1e3", "0x10", "1_0"],
    ...["٣", "Infinity", "NaN", "9007199254740992", "99999999999999999999", "1n"],
  ])("refuses %j", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it("has one spelling for each number", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (text) => {
        const value = parseDecimal(text);
        if (value !== undefined) expect(String(value)).toBe(text);
      }),
      fixed,
    );
  });
});
