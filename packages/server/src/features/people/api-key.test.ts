import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { digestOfKey, hintOfKey, isApiKey, newApiKey } from "./api-key.ts";

test("a new key has the form of one, and is like no other", () => {
  const keys = Array.from({ length: 200 }, () => newApiKey(randomBytes));
  for (const key of keys) {
    expect(key).toMatch(/^API-[A-Z2-7]{30}$/);
    expect(isApiKey(key)).toBe(true);
  }
  expect(new Set(keys).size).toBe(keys.length);
});

test("a key holds all the randomness it is given: 5 bits a character", () => {
  const bytes = Uint8Array.from({ length: 30 }, (_, i) => i);
  expect(newApiKey(() => bytes)).toBe("API-ABCDEFGHIJKLMNOPQRSTUVWXYZ2345");
  expect(newApiKey(() => bytes.map((byte) => byte + 32))).toBe(newApiKey(() => bytes));
});

test.each([
  ["API-ABCDEFGHIJKLMNOPQRST", true],
  [`API-${"A".repeat(64)}`, true],
  [`API-${"A".repeat(65)}`, false],
  ["API-ABCDEFGHIJKLMNOPQRS", false],
  ["api-ABCDEFGHIJKLMNOPQRST", false],
  ["API-abcdefghijklmnopqrst", false],
  ["API-ABCDEFGHIJKLMNOPQRST\n", false],
  ["API-ABCDEFGHIJ KLMNOPQRST", false],
  ["", false],
])("%j has the form of a key: %s", (text, form) => {
  expect(isApiKey(text)).toBe(form);
});

test("what is kept and shown of a key does not give it away", () => {
  const key = newApiKey(randomBytes);
  expect(digestOfKey(key)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOfKey(key)).toBe(digestOfKey(key));
  expect(hintOfKey(key)).toBe(`${key.slice(0, 8)}********`);
  expect(hintOfKey(key)).not.toContain(key.slice(8));
});
