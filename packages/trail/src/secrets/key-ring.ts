import { TrailError } from "../errors.ts";
import { decrypt, deriveKey, encrypt, KEY_BYTES, NONCE_BYTES } from "./encryption.ts";

/** The keys of an installation. The master key encrypts only these. */
export interface KeyRing {
  /** The permanent key from which nonces of events and indicators are derived. 32 bytes. */
  readonly root: Uint8Array;
  /** The keys that seal values, by generation from 1; the last one seals new values. */
  readonly seals: readonly Uint8Array[];
}

type Random = (bytes: number) => Uint8Array;

const WRAPPED_PREFIX = "keyring:v1:";

/** The keys of a new installation. */
export function newKeyRing(random: Random): KeyRing {
  return { root: random(KEY_BYTES), seals: [random(KEY_BYTES)] };
}

/**
 * The keys of an installation without a key ring, derived from its master key. Fails with `secret`
 * if that has a wrong length.
 */
export function keyRingOf(masterKey: Uint8Array): KeyRing {
  checkLength(masterKey);
  return { root: masterKey, seals: [deriveKey(masterKey, "seal")] };
}

/** A key ring with one more generation, whose key is not derived from any existing one. */
export function nextKeyRing({ root, seals }: KeyRing, random: Random): KeyRing {
  return { root, seals: [...seals, random(KEY_BYTES)] };
}

/** The generation that seals new values. */
export function generationOf({ seals }: KeyRing): number {
  return seals.length;
}

/** Encrypts a key ring under a master key of 32 bytes. Format: docs/formats/secrets.md. */
export function wrapKeyRing(ring: KeyRing, masterKey: Uint8Array, random: Random): string {
  checkLength(masterKey);
  const key = deriveKey(masterKey, "key-ring");
  const content = Buffer.concat([ring.root, ...ring.seals]);
  return WRAPPED_PREFIX + encrypt(key, random(NONCE_BYTES), content, "");
}

/** Decrypts the result of `wrapKeyRing`; undefined for another master key or an altered text. */
export function unwrapKeyRing(wrapped: string, masterKey: Uint8Array): KeyRing | undefined {
  checkLength(masterKey);
  if (!wrapped.startsWith(WRAPPED_PREFIX)) return undefined;
  try {
    const key = deriveKey(masterKey, "key-ring");
    const content = decrypt(key, wrapped.slice(WRAPPED_PREFIX.length), "");
    return { root: content.subarray(0, KEY_BYTES), seals: partsOf(content.subarray(KEY_BYTES)) };
  } catch {
    return undefined;
  }
}

function partsOf(content: Uint8Array): Uint8Array[] {
  const starts = Array.from({ length: content.length / KEY_BYTES }, (_, i) => i * KEY_BYTES);
  return starts.map((start) => content.slice(start, start + KEY_BYTES));
}

function checkLength(masterKey: Uint8Array): void {
  if (masterKey.length === KEY_BYTES) return;
  throw new TrailError(
    "secret",
    `A master key must have ${KEY_BYTES} bytes, not ${masterKey.length}.`,
  );
}
