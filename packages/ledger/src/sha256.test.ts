import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed } from "../tests/arbitraries.ts";
import { nodeSha256, utf8 } from "../tests/support.ts";
import { toHex } from "./bytes.ts";
import { sha256 } from "./sha256.ts";

describe("sha256", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("gives the published digest of %j", (text, digest) => {
    expect(toHex(sha256(utf8(text)))).toBe(digest);
  });

  it("gives the published digest of a million times a", () => {
    expect(toHex(sha256(new Uint8Array(1_000_000).fill(0x61)))).toBe(
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("agrees with Node at every length around the block size", () => {
    for (let length = 0; length <= 260; length++) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
      expect(sha256(message)).toEqual(nodeSha256(message));
    }
  });

  it("agrees with Node on any bytes", () => {
    fc.assert(
      fc.property(bytes(0, 1000), (message) => {
        expect(sha256(message)).toEqual(nodeSha256(message));
      }),
      fixed,
    );
  });

  it("reads a view within a larger buffer, and leaves it as it was", () => {
    const whole = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);
    const copy = whole.slice();
    expect(sha256(whole.subarray(7, 207))).toEqual(nodeSha256(whole.slice(7, 207)));
    expect(whole).toEqual(copy);
  });

  it("gives new bytes at each call", () => {
    const first = sha256(utf8("x"));
    sha256(utf8("y"));
    expect(first).toEqual(nodeSha256(utf8("x")));
  });
});
