import { randomBytes, scryptSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { QUICK } from "../../../../test/support/trail.ts";
import { INDICATOR_PREFIX } from "./indicator.ts";
import { masterKeySealer } from "./sealer.ts";

const KEY = new Uint8Array(32).fill(7);
const sealer = masterKeySealer(KEY, randomBytes, QUICK);
const other = masterKeySealer(new Uint8Array(32).fill(8), randomBytes, QUICK);
const SLOW = { numRuns: 200 };

describe("sealing", () => {
  test("a sealed secret opens again, at its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (secret, place) => {
        expect(sealer.unseal(sealer.seal(secret, place), place)).toBe(secret);
      }),
      SLOW,
    );
  });

  test("it opens nowhere else, and under no other key", () => {
    const sealed = sealer.seal("hunter2", "Projects-1/Secret");
    for (const place of ["", "Projects-1", "Projects-1/Secret ", "Projects-2/Secret"]) {
      expect(() => sealer.unseal(sealed, place)).toThrow(/cannot be opened/);
    }
    expect(() => other.unseal(sealed, "Projects-1/Secret")).toThrow(/another master key/);
  });

  test("a change of any character is found", () => {
    const sealed = sealer.seal("hunter2", "x");
    const start = "sealed:v1:".length;
    for (let at = start; at < sealed.length; at++) {
      const changed = sealed[at] === "A" ? "B" : "A";
      const tampered = sealed.slice(0, at) + changed + sealed.slice(at + 1);
      // The last character of Base64 may carry bits that stand for nothing.
      if (sameBytes(tampered.slice(start), sealed.slice(start))) continue;
      expect(() => sealer.unseal(tampered, "x")).toThrow(/cannot be opened/);
    }
  });

  test.each(["", "plain", "sealed:v2:abc", "scrypt:v1:a:b"])("%j was never sealed", (text) => {
    expect(() => sealer.unseal(text, "x")).toThrow(/must start with sealed:v1:/);
  });

  test.each(["sealed:v1:", "sealed:v1:AAAA", `sealed:v1:${"A".repeat(37)}`])(
    "%j is cut short",
    (text) => {
      expect(() => sealer.unseal(text, "x")).toThrow(expect.objectContaining({ code: "secret" }));
    },
  );

  test("equal secrets are sealed differently, and neither shows", () => {
    const [one, two] = [sealer.seal("hunter2", "x"), sealer.seal("hunter2", "x")];
    expect(one).not.toBe(two);
    expect(Buffer.from(one).toString()).not.toContain("hunter2");
  });

  test("errors reveal nothing of the secret", () => {
    const sealed = sealer.seal("hunter2", "x");
    expect(() => sealer.unseal(sealed, "y")).not.toThrow(/hunter2|AAAA/);
  });
});

describe("indicators", () => {
  test("differ each time, for equal secrets too", () => {
    const made = Array.from({ length: 100 }, () => sealer.indicator("hunter2"));
    expect(new Set(made).size).toBe(100);
    for (const indicator of made) expect(indicator.startsWith(INDICATOR_PREFIX)).toBe(true);
  });

  test("are as long for a short secret as for a long one", () => {
    const lengths = ["", "a", "x".repeat(10_000)].map((secret) => sealer.indicator(secret).length);
    expect(new Set(lengths).size).toBe(1);
  });

  test("cannot be opened as sealed values", () => {
    const disguised = sealer.indicator("hunter2").replace(INDICATOR_PREFIX, "sealed:v1:");
    expect(() => sealer.unseal(disguised, "")).toThrow(/cannot be opened/);
  });
});

describe("verifiers", () => {
  const [ALICE, BOB] = ["Users-1/Password", "Users-2/Password"];

  test("match only their password", async () => {
    const verifier = await sealer.verifier("correct horse", ALICE);
    expect(verifier).toMatch(/^scrypt:v2:[\w-]{22}:[0-9a-f]{64}$/);
    expect(await sealer.verifies(verifier, "correct horse", ALICE)).toBe(true);
    for (const guess of ["", "correct horse ", "Correct horse"]) {
      expect(await sealer.verifies(verifier, guess, ALICE)).toBe(false);
    }
  });

  test("are costly by default", async () => {
    const costly = masterKeySealer(KEY, randomBytes);
    const verifier = await costly.verifier("correct horse", ALICE);
    expect(await costly.verifies(verifier, "correct horse", ALICE)).toBe(true);
    expect(await sealer.verifies(verifier, "correct horse", ALICE)).toBe(false);
  });

  test("differ for equal passwords, and match only their user on their installation", async () => {
    const [one, two] = await Promise.all([
      sealer.verifier("same", ALICE),
      sealer.verifier("same", ALICE),
    ]);
    expect(one).not.toBe(two);
    expect(await sealer.verifies(one, "same", BOB)).toBe(false);
    expect(await other.verifies(one, "same", ALICE)).toBe(false);
  });

  test("that are not bound match no password until they are bound", async () => {
    const salt = Buffer.alloc(16, 1);
    const plain = scryptSync("same", salt, 32, QUICK).toString("base64url");
    const unbound = `scrypt:v1:${salt.toString("base64url")}:${plain}`;
    expect(await sealer.verifies(unbound, "same", ALICE)).toBe(false);
    const bound = sealer.bindVerifier(unbound, ALICE);
    expect(await sealer.verifies(bound, "same", ALICE)).toBe(true);
    expect(await sealer.verifies(bound, "same", BOB)).toBe(false);
    expect(await sealer.verifies(bound, "other", ALICE)).toBe(false);
    expect(sealer.bindVerifier(bound, BOB)).toBe(bound);
  });

  test("that are invalid match no password", async () => {
    for (const invalid of ["scrypt:v1:", "scrypt:v1:AAAA:", "scrypt:v2:", "scrypt:v2:AAAA:"]) {
      expect(await sealer.verifies(invalid, "", ALICE)).toBe(false);
    }
    await expect(sealer.verifies("bcrypt:x", "y", ALICE)).rejects.toThrow(/must start with scrypt/);
  });
});

describe("limits", () => {
  test("a master key has 32 bytes", () => {
    for (const length of [0, 16, 31, 33]) {
      expect(() => masterKeySealer(new Uint8Array(length), randomBytes)).toThrow(/32 bytes/);
    }
  });

  test("a secret has at most a mebibyte, however it is stored", async () => {
    const long = "x".repeat(1024 * 1024 + 1);
    const limit = expect.objectContaining({ code: "limit" });
    expect(() => sealer.seal(long, "x")).toThrow(limit);
    expect(() => sealer.indicator(long)).toThrow(limit);
    await expect(sealer.verifier(long, "x")).rejects.toEqual(limit);
    expect(sealer.unseal(sealer.seal(long.slice(1), "x"), "x")).toHaveLength(1024 * 1024);
  });
});

function sameBytes(one: string, two: string): boolean {
  return Buffer.from(one, "base64url").equals(Buffer.from(two, "base64url"));
}
