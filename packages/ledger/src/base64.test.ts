import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed } from "../tests/arbitraries.ts";
import { utf8 } from "../tests/support.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";

describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
  ])("has the RFC 4648 form of %j", (text, encoded) => {
    expect(encodeBase64(utf8(text))).toBe(encoded);
    expect(decodeBase64(encoded)).toEqual(utf8(text));
  });

  it("encodes as Node does and decodes what it encoded", () => {
    fc.assert(
      fc.property(bytes(0, 200), (data) => {
        const text = encodeBase64(data);
        expect(text).toBe(Buffer.from(data).toString("base64"));
        expect(decodeBase64(text)).toEqual(data);
      }),
      fixed,
    );
  });

  it.each([
    ["missing padding", "Zg"],
    ["half of the padding", "Zg="],
    ["padding alone", "="],
    ["two signs of padding alone", "=="],
    ["a full group of padding", "===="],
    ["too much padding", "Zm9v===="],
    ["padding after a whole group", "Zm9v="],
    ["padding inside", "Zg==Zg=="],
    ["one character", "Z"],
    ["URL alphabet", "-_-_"],
    ["a space", "Zm 9v"],
    ["a line feed at the end", "Zm9v\n"],
    ["a foreign character", "Zm9*"],
    ["a character beyond Latin", "Zm9\u{1F511}"],
    ["non-zero bits under two signs of padding", "Zh=="],
    ["non-zero bits under one sign of padding", "Zm9="],
  ])("refuses %s", (_, text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  it("accepts no second spelling of anything", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const data = decodeBase64(text);
        if (data !== undefined) expect(encodeBase64(data)).toBe(text);
      }),
      fixed,
    );
  });
});
