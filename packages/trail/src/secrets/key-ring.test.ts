import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  generationOf,
  keyRingOf,
  newKeyRing,
  nextKeyRing,
  unwrapKeyRing,
  wrapKeyRing,
} from "./key-ring.ts";
import { keyRingSealer, masterKeySealer } from "./sealer.ts";

const MASTER_KEY = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(8);
const random = (bytes: number) => randomBytes(bytes);

test("a wrapped key ring is unwrapped only under its master key", () => {
  const ring = nextKeyRing(newKeyRing(random), random);
  const wrapped = wrapKeyRing(ring, MASTER_KEY, random);
  expect(wrapped).toMatch(/^keyring:v2:[\w-]+$/);
  const found = unwrapKeyRing(wrapped, MASTER_KEY);
  expect(found?.root).toEqual(ring.root);
  expect(found?.seals).toEqual(ring.seals);
  expect(unwrapKeyRing(wrapped, OTHER)).toBeUndefined();
  expect(unwrapKeyRing(`${wrapped.slice(0, -1)}!`, MASTER_KEY)).toBeUndefined();
  for (const other of ["", "keyring:v2:AAAA", "keyring:v1:", "keyring:v3:AA", "sealed:v1:AAAA"]) {
    expect(unwrapKeyRing(other, MASTER_KEY)).toBeUndefined();
  }
});

test("whether rows are bound is encrypted with the ring, and stays with later generations", () => {
  const old = keyRingOf(MASTER_KEY);
  for (const ring of [old, nextKeyRing(old, random), newKeyRing(random)]) {
    const wrapped = wrapKeyRing(ring, MASTER_KEY, random);
    expect(unwrapKeyRing(wrapped, MASTER_KEY)?.rowsBound).toBe(ring.rowsBound);
    const [from, to] = ring.rowsBound ? ["v2", "v1"] : ["v1", "v2"];
    const renamed = wrapped.replace(`keyring:${from}:`, `keyring:${to}:`);
    expect(unwrapKeyRing(renamed, MASTER_KEY)).toBeUndefined();
  }
  expect([old.rowsBound, newKeyRing(random).rowsBound]).toEqual([false, true]);
});

test("no key of a new installation is derived from its master key", () => {
  const [one, two] = [newKeyRing(random), newKeyRing(random)];
  expect(one.root).not.toEqual(two.root);
  expect(one.seals).not.toEqual(two.seals);
});

test("an installation without a key ring continues with keys derived from its master key", () => {
  const old = masterKeySealer(MASTER_KEY, random);
  const ring = keyRingSealer(keyRingOf(MASTER_KEY), random);
  expect(ring.nonce("event")).toBe(old.nonce("event"));
  expect(ring.unseal(old.seal("hush", "x"), "x")).toBe("hush");
  expect(() => keyRingOf(new Uint8Array(31))).toThrow(/32 bytes/);
});

test("a new generation seals under its own key, and opens what the others sealed", () => {
  const first = newKeyRing(random);
  const second = nextKeyRing(first, random);
  expect([generationOf(first), generationOf(second)]).toEqual([1, 2]);
  const [old, now] = [first, second].map((ring) => keyRingSealer(ring, random)) as [
    ReturnType<typeof keyRingSealer>,
    ReturnType<typeof keyRingSealer>,
  ];
  expect([old.generation, now.generation]).toEqual([1, 2]);
  expect(now.nonce("event")).toBe(old.nonce("event"));
  expect(now.unseal(old.seal("hush", "x"), "x")).toBe("hush");
  const sealed = now.seal("hush", "x");
  expect(sealed).toMatch(/^sealed:v2:2:/);
  expect(now.unseal(sealed, "x")).toBe("hush");
  expect(() => now.unseal(sealed, "y")).toThrow(/cannot be opened/);
  expect(() => now.unseal(sealed.replace("sealed:v2:2:", "sealed:v1:"), "x")).toThrow(
    /cannot be opened/,
  );
  expect(() => old.unseal(sealed, "x")).toThrow(/master key was changed after this server/);
});
