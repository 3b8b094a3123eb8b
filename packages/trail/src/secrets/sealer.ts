import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  scrypt,
  timingSafeEqual,
} from "node:crypto";
import { TrailError } from "../errors.ts";
import { INDICATOR_PREFIX } from "./indicator.ts";

/** Keeps secrets (I5). Nothing it returns lets anyone without the master key learn a secret. */
export interface Sealer {
  /** Encrypts a secret; `boundTo` (document id and address) must be the same to open it again. */
  seal(secret: string, boundTo: string): string;
  /** Opens what `seal` made; fails with `secret` when it was made for another place or altered. */
  unseal(sealed: string, boundTo: string): string;
  /** A fresh token that stands for a secret in an event; equal secrets give different tokens. */
  indicator(secret: string): string;
  /** The nonce of the event whose canonical text, its nonce left empty, is `text`. */
  nonce(text: string): string;
  /** A slow one-way hash by which a password can be checked. */
  verifier(secret: string): Promise<string>;
  verifies(verifier: string, secret: string): Promise<boolean>;
}

const SEALED_PREFIX = "sealed:v1:";
const VERIFIER_PREFIX = "scrypt:v1:";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
const EVENT_NONCE_BYTES = 16;
/** What a verifier costs to make and to check (RFC 7914): time and memory of whoever guesses. */
export interface VerifierCost {
  /** A power of two. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's second recommended setting: 64 MiB and about a tenth of a second on a small server. */
const VERIFIER_COST: VerifierCost = { N: 2 ** 16, r: 8, p: 2 };
const VERIFIER_MEMORY_MAX = 128 * 1024 * 1024;
/** Read from `VERIFIER_PREFIX` on; kept short of what an attacker could make us compute. */
const SECRET_LENGTH_MAX = 1024 * 1024;

type Random = (bytes: number) => Uint8Array;

/**
 * A sealer under a master key of 32 bytes. Separate keys for sealing, for hashing and for masking
 * are derived by HKDF-SHA256 (RFC 5869), so that no two uses share one. Formats: docs/formats/secrets.md.
 * Another `cost` is for tests: a verifier can only be checked at the cost it was made at.
 */
export function masterKeySealer(
  masterKey: Uint8Array,
  random: Random,
  cost: VerifierCost = VERIFIER_COST,
): Sealer {
  if (masterKey.length !== KEY_BYTES) {
    throw new TrailError("secret", `A master key has ${KEY_BYTES} bytes, not ${masterKey.length}.`);
  }
  const sealKey = deriveKey(masterKey, "seal");
  const hashKey = deriveKey(masterKey, "indicator-hash");
  const maskKey = deriveKey(masterKey, "indicator-mask");
  const nonceKey = deriveKey(masterKey, "event-nonce");
  return {
    seal: (secret, boundTo) =>
      SEALED_PREFIX + encrypt(sealKey, random(NONCE_BYTES), Buffer.from(checked(secret)), boundTo),
    unseal: (sealed, boundTo) => decrypt(sealKey, stripPrefix(sealed, SEALED_PREFIX), boundTo),
    indicator: (secret) => {
      const hash = createHmac("sha256", hashKey).update(checked(secret)).digest();
      return INDICATOR_PREFIX + encrypt(maskKey, random(NONCE_BYTES), hash, "");
    },
    nonce: (text) => {
      const code = createHmac("sha256", nonceKey).update(text).digest();
      return code.subarray(0, EVENT_NONCE_BYTES).toString("base64url");
    },
    verifier: async (secret) => {
      const salt = Buffer.from(random(SALT_BYTES));
      const hash = await slowHash(checked(secret), salt, cost);
      return `${VERIFIER_PREFIX}${salt.toString("base64url")}:${hash.toString("base64url")}`;
    },
    verifies: async (verifier, secret) => {
      const [salt = "", hash = ""] = stripPrefix(verifier, VERIFIER_PREFIX).split(":");
      const expected = Buffer.from(hash, "base64url");
      const actual = await slowHash(checked(secret), Buffer.from(salt, "base64url"), cost);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}

function deriveKey(masterKey: Uint8Array, use: string): Buffer {
  const info = `indelible/${use}/v1`;
  return Buffer.from(hkdfSync("sha256", masterKey, new Uint8Array(0), info, KEY_BYTES));
}

function encrypt(key: Buffer, nonce: Uint8Array, content: Uint8Array, boundTo: string): string {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo));
  const body = [cipher.update(content), cipher.final()];
  return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString("base64url");
}

function decrypt(key: Buffer, encoded: string, boundTo: string): string {
  const bytes = Buffer.from(encoded, "base64url");
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(bytes.length - TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce)
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(tag);
    const content = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
    return Buffer.concat([decipher.update(content), decipher.final()]).toString("utf8");
  } catch (cause) {
    const reason = "it was sealed under another master key, for another place, or altered";
    throw new TrailError("secret", `A sealed value cannot be opened: ${reason}.`, { cause });
  }
}

function stripPrefix(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) {
    throw new TrailError("secret", `A stored secret should begin with ${prefix}.`);
  }
  return text.slice(prefix.length);
}

function checked(secret: string): string {
  if (secret.length > SECRET_LENGTH_MAX) {
    throw new TrailError("limit", `A secret has at most ${SECRET_LENGTH_MAX} characters.`);
  }
  return secret;
}

function slowHash(secret: string, salt: Uint8Array, cost: VerifierCost): Promise<Buffer> {
  const options = { ...cost, maxmem: VERIFIER_MEMORY_MAX };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
