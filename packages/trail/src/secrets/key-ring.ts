import { TrailError } from "../errors.ts";
import { decrypt, deriveKey, encrypt, KEY_BYTES, NONCE_BYTES } from "./encryption.ts";

/** The keys of an installation. The master key encrypts only these. */
export interface KeyRing {
  /** The permanent key from which all others but the `seals` are derived. 32 bytes. */
  readonly root: Uint8Array;
  /** The keys that seal values, by generation from 1; the last one seals new values. */
  readonly seals: readonly Uint8Array[];
  /** Whether rows that need a code (MAC) were bound once, so that rows without one are refused. */
  readonly rowsBound: boolean;
}

type Random = (bytes: number) => Uint8Array;

/** The prefix of a key ring, by whether rows are bound. */
const UNBOUND_PREFIX = "keyring:v1:";
const BOUND_PREFIX = "keyring:v2:";

/** The keys of a new installation. */
export function newKeyRing(random: Random): KeyRing {
  return { root: random(KEY_BYTES), seals: [random(KEY_BYTES)], rowsBound: true };
}

/**
 * The keys of an installation without a key ring, derived from its master key. Fails with `secret`
 * if that has a wrong length.
 */
export function keyRingOf(masterKey: Uint8Array): KeyRing {
  checkLength(masterKey);
  return { root: masterKey, seals: [deriveKey(masterKey, "seal")], rowsBound: false };
}

/** A key ring with one more generation, whose key is not derived from any existing one. */
export function nextKeyRing(ring: KeyRing, random: Random): KeyRing {
  return { ...ring, seals: [...ring.seals, random(KEY_BYTES)] };
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
  const [prefix, boundTo] = ring.rowsBound ? [BOUND_PREFIX, BOUND_PREFIX] : [UNBOUND_PREFIX, ""];
  return prefix + encrypt(key, random(NONCE_BYTES), content, boundTo);
}

/** Decrypts the result of `wrapKeyRing`; undefined for another master key or an altered text. */
export function unwrapKeyRing(wrapped: string, masterKey: Uint8Array): KeyRing | undefined {
  checkLength(masterKey);
  const rowsBound = wrapped.startsWith(BOUND_PREFIX);
  if (!rowsBound && !wrapped.startsWith(UNBOUND_PREFIX)) return undefined;
  try {
    const key = deriveKey(masterKey, "key-ring");
    const boundTo = rowsBound ? BOUND_PREFIX : "";
    const content = decrypt(key, wrapped.slice(BOUND_PREFIX.length), boundTo);
    const seals = partsOf(content.subarray(KEY_BYTES));
    return { root: content.subarray(0, KEY_BYTES), seals, rowsBound };
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
