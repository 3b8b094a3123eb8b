import { expect, test } from "vitest";
import { decrypt, deriveKey, encrypt, KEY_BYTES, NONCE_BYTES } from "./encryption.ts";

const key = new Uint8Array(KEY_BYTES).fill(1);
const nonce = new Uint8Array(NONCE_BYTES).fill(2);
const content = Buffer.from("hunter2");

test("what is encrypted is decrypted with the same key and binding", () => {
  for (const plain of [content, Buffer.alloc(0), Buffer.alloc(10_000, 7)]) {
    expect(decrypt(key, encrypt(key, nonce, plain, "place"), "place")).toEqual(plain);
  }
});

test("another key, another binding and changed bytes are refused", () => {
  const encrypted = encrypt(key, nonce, content, "place");
  expect(() => decrypt(new Uint8Array(KEY_BYTES), encrypted, "place")).toThrow();
  expect(() => decrypt(key, encrypted, "other")).toThrow();
  for (let at = 0; at < encrypted.length - 1; at += 5) {
    const other = encrypted[at] === "A" ? "B" : "A";
    const changed = encrypted.slice(0, at) + other + encrypted.slice(at + 1);
    expect(() => decrypt(key, changed, "place"), changed).toThrow();
  }
  expect(() => decrypt(key, encrypted.slice(0, 20), "place")).toThrow();
});

test("keys for different purposes and from different keys differ", () => {
  const keys = [deriveKey(key, "seal"), deriveKey(key, "nonce"), deriveKey(nonce, "seal")];
  expect(new Set(keys.map((each) => Buffer.from(each).toString("hex"))).size).toBe(3);
  for (const each of keys) expect(each).toHaveLength(KEY_BYTES);
  expect(deriveKey(key, "seal")).toEqual(keys[0]);
});
