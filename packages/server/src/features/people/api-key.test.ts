import { randomBytes } from "node:crypto";
import { type ApiKey, apiKeys } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { masterKeySealer, sha256Hex } from "@indelible/trail";
import { expect, test } from "vitest";
import {
  apiKeyMac,
  digestOfKey,
  digestsOfKey,
  hintOfKey,
  isApiKey,
  isGenuineKey,
  newApiKey,
} from "./api-key.ts";

const macs = masterKeySealer(new Uint8Array(32).fill(7), randomBytes);
const other = masterKeySealer(new Uint8Array(32).fill(8), randomBytes);

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
  expect(digestOfKey(macs, key)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOfKey(macs, key)).toBe(digestOfKey(macs, key));
  expect(digestOfKey(other, key)).not.toBe(digestOfKey(macs, key));
  expect(hintOfKey(key)).toBe(`${key.slice(0, 8)}********`);
  expect(hintOfKey(key)).not.toContain(key.slice(8));
});

/** A stored API key with its code. */
function stored(key: string, fields: Partial<ApiKey> = {}) {
  const KeyDigest = digestOfKey(macs, key);
  const own = { UserId: "Users-1", Expires: "2027-01-01T00:00:00.000Z", KeyDigest, ...fields };
  const body = completeBody(apiKeys, own);
  return { id: "ApiKeys-1", body: { ...body, KeyMac: apiKeyMac(macs, "ApiKeys-1", body) } };
}

test("a stored key is genuine for its own text only, also one of an earlier version", () => {
  const [key, another] = [newApiKey(randomBytes), newApiKey(randomBytes)];
  for (const document of [stored(key), stored(key, { KeyDigest: sha256Hex(key) })]) {
    expect(isGenuineKey(macs, document, digestsOfKey(macs, key))).toBe(true);
    expect(isGenuineKey(macs, document, digestsOfKey(macs, another))).toBe(false);
    expect(isGenuineKey(other, document, digestsOfKey(other, key))).toBe(false);
  }
});

test.each([
  ["user", { UserId: "Users-2" }],
  ["expiry", { Expires: "2028-01-01T00:00:00.000Z" }],
  ["missing expiry", { Expires: null }],
  ["access level", { AccessLevel: "ReadOnly" }],
  ["code", { KeyMac: "" }],
] as const)("a stored key with another %s is not genuine", (_, change) => {
  const key = newApiKey(randomBytes);
  const { id, body } = stored(key);
  const digests = digestsOfKey(macs, key);
  expect(isGenuineKey(macs, { id, body: { ...body, ...change } }, digests)).toBe(false);
  expect(isGenuineKey(macs, { id: "ApiKeys-2", body }, digests)).toBe(false);
  expect(isGenuineKey(macs, { id, body }, digests)).toBe(true);
});
