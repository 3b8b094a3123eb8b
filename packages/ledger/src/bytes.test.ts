import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, count, fixed } from "../tests/arbitraries.ts";
import {
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  equalBytes,
  readText,
  toHex,
  u64be,
} from "./bytes.ts";

describe("UTF-8", () => {
  it("encodes back what it decoded, whatever the bytes", () => {
    fc.assert(
      fc.property(bytes(0, 40), (data) => {
        const text = decodeUtf8(data);
        if (text !== undefined) expect(encodeUtf8(text)).toEqual(data);
      }),
      fixed,
    );
  });

  it("keeps a leading byte order mark", () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\u{feff}a");
  });

  it.each([
    ["a stray byte", [0xff]],
    ["an overlong form", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a cut sequence", [0xe2, 0x80]],
    ["a code point above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
  ])("refuses %s", (_, data) => {
    expect(decodeUtf8(Uint8Array.from(data))).toBeUndefined();
  });

  it("does not encode lone surrogates", () => {
    expect(encodeUtf8("a\ud800b")).toBeUndefined();
    expect(encodeUtf8("\udc00")).toBeUndefined();
    expect(encodeUtf8("\u{1F511}")).toEqual(Uint8Array.of(0xf0, 0x9f, 0x94, 0x91));
  });
});

describe("readText", () => {
  it("accepts both text and bytes", () => {
    expect(readText("päron", 10)).toBe("päron");
    expect(readText(new TextEncoder().encode("päron"), 10)).toBe("päron");
  });

  it("counts bytes, not characters", () => {
    expect(readText("ää", 4)).toBe("ää");
    expect(readText("ää", 3)).toBeUndefined();
    expect(readText(new Uint8Array(4), 3)).toBeUndefined();
  });

  it("refuses what is no UTF-8", () => {
    expect(readText("\ud800", 10)).toBeUndefined();
    expect(readText(Uint8Array.of(0xff), 10)).toBeUndefined();
  });
});

describe("byte helpers", () => {
  it("join parts in order", () => {
    expect(concatBytes()).toEqual(new Uint8Array());
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it("compare content and length", () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });

  it("write hex in lowercase, two digits a byte", () => {
    expect(toHex(Uint8Array.of(0, 1, 0xab, 0xff))).toBe("0001abff");
  });

  it("write 64-bit numbers as Node does", () => {
    fc.assert(
      fc.property(count, (value) => {
        const expected = Buffer.alloc(8);
        expected.writeBigUInt64BE(BigInt(value));
        expect(toHex(u64be(value))).toBe(expected.toString("hex"));
      }),
      fixed,
    );
  });
});
