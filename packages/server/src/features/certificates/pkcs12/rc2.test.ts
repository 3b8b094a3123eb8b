import { expect, test } from "vitest";
import { decryptRc2 } from "./rc2.ts";

const hex = (text: string) => Buffer.from(text, "hex");

// RFC 2268, section 5: those of its vectors whose effective length is that of their key.
test.each([
  ["ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"],
  ["3000000000000000", "1000000000000001", "30649edf9be7d2c2"],
  ["88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6"],
])("key %s: %s was %s", (key, plain, encrypted) => {
  const decrypted = decryptRc2(hex(key), new Uint8Array(8), hex(encrypted));
  expect(decrypted.toString("hex")).toBe(plain);
});

// openssl enc -rc2-40-cbc -provider legacy -K 0102030405 -iv 0011223344556677 -nopad
test("blocks are chained", () => {
  const encrypted = hex("c3f56383762a7e9b53d1f0a0988c5fdb");
  const decrypted = decryptRc2(hex("0102030405"), hex("0011223344556677"), encrypted);
  expect(decrypted.toString()).toBe("two blocks, both");
});
