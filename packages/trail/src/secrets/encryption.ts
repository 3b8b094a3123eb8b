import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/** Bytes of each key. */
export const KEY_BYTES = 32;
/** Bytes of the nonce of `encrypt`; a key may encrypt 2^32 times with random nonces. */
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key for one purpose, derived from another key by HKDF-SHA256 (RFC 5869):
 * docs/formats/secrets.md.
 */
export function deriveKey(from: Uint8Array, use: string): Uint8Array {
  const info = `indelible/${use}/v1`;
  return Buffer.from(hkdfSync("sha256", from, new Uint8Array(0), info, KEY_BYTES));
}

/** AES-256-GCM: nonce, ciphertext and tag in base64url. Decryption needs the same `boundTo`. */
export function encrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  content: Uint8Array,
  boundTo: string,
): string {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo));
  const body = [cipher.update(content), cipher.final()];
  return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString("base64url");
}

/** The plaintext of `encrypt`; throws if the key or `boundTo` differs, or a bit has changed. */
export function decrypt(key: Uint8Array, encoded: string, boundTo: string): Buffer {
  const bytes = Buffer.from(encoded, "base64url");
  const tag = bytes.subarray(bytes.length - TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(tag);
  const content = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}
