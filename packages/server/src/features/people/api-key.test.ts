import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { digestOfKey, hintOfKey, isApiKey, newApiKey } from "./api-key.ts";

test("new keys are well-formed and all different", () => {
  const keys = Array.from({ length: 200 }, () => newApiKey(randomBytes));
  for (const key of keys) {
    expect(key).toMatch(/^API-[A-Z2-7]{30}$/);
    expect(isApiKey(key)).toBe(true);
  }
  expect(new Set(keys).size).toBe(keys.length);
});

test("a key uses 5 random bits for each character", () => {
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
])("%j is well-formed: %s", (text, form) => {
  expect(isApiKey(text)).toBe(form);
});

test("neither the digest nor the hint reveals the key", () => {
  const key = newApiKey(randomBytes);
  expect(digestOfKey(key)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOfKey(key)).toBe(digestOfKey(key));
  expect(hintOfKey(key)).toBe(`${key.slice(0, 8)}********`);
  expect(hintOfKey(key)).not.toContain(key.slice(8));
});
