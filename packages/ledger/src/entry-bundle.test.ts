import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed } from "../tests/arbitraries.ts";
import { codeOf, fromHex, rejection } from "../tests/support.ts";
import {
  formatEntryBundle,
  MAX_BUNDLE_BYTES,
  MAX_ENTRY_BYTES,
  parseEntryBundle,
} from "./entry-bundle.ts";

describe("entry bundles", () => {
  it("put each length in two bytes before its entry", () => {
    const entries = [new Uint8Array(), Uint8Array.of(0xaa), new Uint8Array(258).fill(7)];
    const bundle = formatEntryBundle(entries);
    expect(bundle.subarray(0, 7)).toEqual(fromHex("0000" + "0001aa" + "0102"));
    expect(parseEntryBundle(bundle, 3)).toEqual(entries);
  });

  it("read back whatever the entries", () => {
    fc.assert(
      fc.property(fc.array(bytes(0, 40), { minLength: 1, maxLength: 256 }), (entries) => {
        expect(parseEntryBundle(formatEntryBundle(entries), entries.length)).toEqual(entries);
      }),
      { ...fixed, numRuns: 50 },
    );
  });

  it("hold 256 of the longest entries", () => {
    const entries = Array.from({ length: 256 }, () => new Uint8Array(MAX_ENTRY_BYTES));
    const bundle = formatEntryBundle(entries);
    expect(bundle.length).toBe(MAX_BUNDLE_BYTES);
    expect(parseEntryBundle(bundle, 256)).toHaveLength(256);
  });

  it.each([
    ["an entry too many", "000161" + "000162", 1],
    ["an entry too few", "000161", 2],
    ["nothing", "", 1],
    ["half a length", "000161" + "00", 2],
    ["a cut entry", "000361", 1],
    ["a byte after the end", "000161" + "00", 1],
  ])("with %s are refused", (_, hex, width) => {
    expect(() => parseEntryBundle(fromHex(hex), width)).toThrow(rejection("BUNDLE_MALFORMED"));
  });

  it("have one form: any bytes are refused or written again the same", () => {
    fc.assert(
      fc.property(bytes(0, 30), fc.integer({ min: 1, max: 4 }), (data, width) => {
        const code = codeOf(() => {
          expect(formatEntryBundle(parseEntryBundle(data, width))).toEqual(data);
        });
        expect([undefined, "BUNDLE_MALFORMED"]).toContain(code);
      }),
      { ...fixed, numRuns: 1000 },
    );
  });

  it.each([
    ["no entry", []],
    ["257 entries", Array.from({ length: 257 }, () => new Uint8Array())],
    ["an entry of 65,536 bytes", [new Uint8Array(MAX_ENTRY_BYTES + 1)]],
  ])("are not made of %s", (_, entries) => {
    expect(() => formatEntryBundle(entries)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});
