import { createHmac, scrypt } from "node:crypto";
import { TrailError } from "../errors.ts";
import { decrypt, deriveKey, encrypt, KEY_BYTES, NONCE_BYTES } from "./encryption.ts";
import { INDICATOR_PREFIX } from "./indicator.ts";
import { generationOf, type KeyRing, keyRingOf } from "./key-ring.ts";
import { type RowMacs, rowMacs } from "./row-macs.ts";

/** Seals secrets (I5). Nothing that it returns reveals a secret without the master key. */
export interface Sealer extends RowMacs {
  /** The generation of the key that seals; each change of the master key adds one. */
  readonly generation: number;
  /** Encrypts a secret; opening it needs the same `boundTo` (document id and address). */
  seal(secret: string, boundTo: string): string;
  /**
   * Decrypts the result of `seal`; fails with `secret` when it was sealed for another place or
   * altered.
   */
  unseal(sealed: string, boundTo: string): string;
  /** A new token that represents a secret in an event; equal secrets get different tokens. */
  indicator(secret: string): string;
  /** The nonce of the event whose canonical text, with an empty nonce, is `text`. */
  nonce(text: string): string;
  /** A keyed digest of a text, 16 bytes in base64url: docs/formats/secrets.md, secret digests. */
  secretDigest(text: string): string;
  /** A slow one-way hash to check a password; it verifies only with the same `boundTo`. */
  verifier(secret: string, boundTo: string): Promise<string>;
  /** Whether a secret is the one of a verifier. Always false for one that is not bound. */
  verifies(verifier: string, secret: string, boundTo: string): Promise<boolean>;
  /** Binds a verifier of an earlier version, which was not bound; returns any other unchanged. */
  bindVerifier(verifier: string, boundTo: string): string;
}

/** The prefix of sealed values of the first generation. */
const FIRST_PREFIX = "sealed:v1:";
/** The prefix of later generations, before the generation, a colon and the value. */
const LATER_PREFIX = "sealed:v2:";
/** The prefix of verifiers of earlier versions, which are not bound and verify nothing. */
const UNBOUND_VERIFIER_PREFIX = "scrypt:v1:";
const VERIFIER_PREFIX = "scrypt:v2:";
const SALT_BYTES = 16;
/** Bytes of the nonce of an event, and of the digest of a secret. */
const CODE_BYTES = 16;
/** The cost of a verifier (RFC 7914), in time and memory. */
export interface VerifierCost {
  /** A power of two. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's second recommended setting: 64 MiB and about a tenth of a second on a small server. */
const VERIFIER_COST: VerifierCost = { N: 2 ** 16, r: 8, p: 2 };
const VERIFIER_MEMORY_MAX = 128 * 1024 * 1024;
/**
 * Parses what follows `VERIFIER_PREFIX`; the limits keep an attacker from making us compute more.
 */
const SECRET_LENGTH_MAX = 1024 * 1024;

type Random = (bytes: number) => Uint8Array;

/**
 * A sealer with the keys of an installation. Formats: docs/formats/secrets.md. Tests may lower
 * `cost`: a verifier can only be checked at the cost that it was created with.
 */
export function keyRingSealer(
  ring: KeyRing,
  random: Random,
  cost: VerifierCost = VERIFIER_COST,
): Sealer {
  const hashKey = deriveKey(ring.root, "indicator-hash");
  const maskKey = deriveKey(ring.root, "indicator-mask");
  const nonceKey = deriveKey(ring.root, "event-nonce");
  const digestKey = deriveKey(ring.root, "secret-digest");
  const macs = rowMacs(ring.root);
  const generation = generationOf(ring);
  const prefix = generation === 1 ? FIRST_PREFIX : `${LATER_PREFIX}${generation}:`;
  const sealKey = sealKeyOf(ring, generation);
  return {
    generation,
    seal: (secret, boundTo) =>
      prefix + encrypt(sealKey, random(NONCE_BYTES), Buffer.from(checked(secret)), boundTo),
    unseal: (sealed, boundTo) => unseal(ring, sealed, boundTo),
    indicator: (secret) => {
      const hash = createHmac("sha256", hashKey).update(checked(secret)).digest();
      return INDICATOR_PREFIX + encrypt(maskKey, random(NONCE_BYTES), hash, "");
    },
    nonce: (text) => codeOf(nonceKey, text),
    secretDigest: (text) => codeOf(digestKey, text),
    verifier: async (secret, boundTo) => {
      const salt = Buffer.from(random(SALT_BYTES)).toString("base64url");
      return boundVerifier(macs, salt, await slowHash(checked(secret), salt, cost), boundTo);
    },
    verifies: async (verifier, secret, boundTo) => {
      if (verifier.startsWith(UNBOUND_VERIFIER_PREFIX)) return false;
      const [salt = "", mac = ""] = stripPrefix(verifier, VERIFIER_PREFIX).split(":");
      const hash = await slowHash(checked(secret), salt, cost);
      return macs.hasMac("verifier", [boundTo, hash], mac);
    },
    bindVerifier: (verifier, boundTo) => {
      if (!verifier.startsWith(UNBOUND_VERIFIER_PREFIX)) return verifier;
      const [salt = "", hash = ""] = stripPrefix(verifier, UNBOUND_VERIFIER_PREFIX).split(":");
      return boundVerifier(macs, salt, hash, boundTo);
    },
    ...macs,
  };
}

function codeOf(key: Uint8Array, text: string): string {
  // Verification calls this for every event, and digests as bytes would take twice as long.
  const code = createHmac("sha256", key).update(text).digest("hex");
  return Buffer.from(code.slice(0, 2 * CODE_BYTES), "hex").toString("base64url");
}

function boundVerifier(macs: RowMacs, salt: string, hash: string, boundTo: string): string {
  return `${VERIFIER_PREFIX}${salt}:${macs.mac("verifier", [boundTo, hash])}`;
}

/** A sealer for an installation without a key ring, from its master key of 32 bytes. */
export function masterKeySealer(
  masterKey: Uint8Array,
  random: Random,
  cost: VerifierCost = VERIFIER_COST,
): Sealer {
  return keyRingSealer(keyRingOf(masterKey), random, cost);
}

/** The generation of a sealed value; undefined for any other text. */
export function sealedGeneration(text: string): number | undefined {
  if (text.startsWith(FIRST_PREFIX)) return 1;
  const [, digits] = /^sealed:v2:([1-9]\d{0,8}):/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function unseal(ring: KeyRing, sealed: string, boundTo: string): string {
  const generation = sealedGeneration(sealed);
  if (generation === undefined) {
    throw new TrailError("secret", `A stored secret must start with ${FIRST_PREFIX}`);
  }
  const key = sealKeyOf(ring, generation);
  try {
    return decrypt(key, sealed.slice(sealed.lastIndexOf(":") + 1), boundTo).toString("utf8");
  } catch (cause) {
    const reason = "it was sealed under another master key, for another place, or altered";
    throw new TrailError("secret", `A sealed value cannot be opened: ${reason}.`, { cause });
  }
}

function sealKeyOf({ seals }: KeyRing, generation: number): Uint8Array {
  const key = seals[generation - 1];
  if (key !== undefined) return key;
  throw new TrailError(
    "secret",
    "A sealed value cannot be opened: the master key was changed after this server was started. Restart it with the new one.",
  );
}

function stripPrefix(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) {
    throw new TrailError("secret", `A stored secret must start with ${prefix}.`);
  }
  return text.slice(prefix.length);
}

function checked(secret: string): string {
  if (secret.length > SECRET_LENGTH_MAX) {
    throw new TrailError("limit", `A secret may have at most ${SECRET_LENGTH_MAX} characters.`);
  }
  return secret;
}

/** scrypt (RFC 7914); salt and result are base64url. */
function slowHash(secret: string, salt: string, cost: VerifierCost): Promise<string> {
  const options = { ...cost, maxmem: VERIFIER_MEMORY_MAX };
  return new Promise((resolve, reject) => {
    scrypt(secret, Buffer.from(salt, "base64url"), KEY_BYTES, options, (error, hash) =>
      error === null ? resolve(hash.toString("base64url")) : reject(error),
    );
  });
}
