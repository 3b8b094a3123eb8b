import { decodeBase64 } from "./base64.ts";
import { concatBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";

/** Bytes in an Ed25519 public key and in a seed. */
export const ED25519_KEY_SIZE = 32;

/** Bytes in an Ed25519 signature. */
export const ED25519_SIGNATURE_SIZE = 64;

/**
 * The Ed25519 operations (RFC 8032) that this package needs, so that each runtime can provide its
 * fastest implementation. Keys are 32 raw bytes, signatures 64. Results may be values or promises.
 */
export interface Ed25519 {
  /** Whether `signature` is a valid signature of `message` by `publicKey`. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Awaitable<boolean>;
  /** Signature over `message` by the private key with this seed. */
  sign(seed: Uint8Array, message: Uint8Array): Awaitable<Uint8Array>;
  /** Public key of the private key with this seed. */
  publicKey(seed: Uint8Array): Awaitable<Uint8Array>;
}

/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/** RFC 8410: everything of a PKCS #8 private key before the 32 bytes of the seed. */
const PKCS8_PREFIX = Uint8Array.of(
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06],
  ...[0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
);

/**
 * Ed25519 with WebCrypto: Node 20, and browsers from 2025 on. CRYPTO_UNAVAILABLE if the runtime
 * does not support it. Each call uses a thread pool; in Node, `node:crypto` is faster.
 */
export const webCryptoEd25519: Ed25519 = {
  async verify(publicKey, message, signature) {
    const key = await demand(() =>
      crypto.subtle.importKey("raw", owned(publicKey), "Ed25519", false, ["verify"]),
    );
    return crypto.subtle.verify("Ed25519", key, owned(signature), owned(message));
  },

  async sign(seed, message) {
    const key = await importSeed(seed, false);
    return new Uint8Array(await crypto.subtle.sign("Ed25519", key, owned(message)));
  },

  async publicKey(seed) {
    const { x = "" } = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
    const standard = `${x.replaceAll("-", "+").replaceAll("_", "/")}=`;
    const publicKey = decodeBase64(standard);
    if (publicKey === undefined) throw new LedgerError("CRYPTO_UNAVAILABLE", "The JWK has no key.");
    return publicKey;
  },
};

function importSeed(seed: Uint8Array, extractable: boolean) {
  const pkcs8 = concatBytes(PKCS8_PREFIX, seed);
  return demand(() =>
    crypto.subtle.importKey("pkcs8", owned(pkcs8), "Ed25519", extractable, ["sign"]),
  );
}

/** WebCrypto's types refuse views of shared memory, so it gets a copy. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

async function demand<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (cause) {
    throw new LedgerError("CRYPTO_UNAVAILABLE", "WebCrypto cannot use this Ed25519 key.", {
      cause,
    });
  }
}
