import { createPrivateKey, type KeyObject } from "node:crypto";
import { EncryptedPrivateKeyInfo } from "@peculiar/asn1-pkcs8";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import type { FilePassword } from "./file-password.ts";
import { decryptWithPassword, encryptWithPassword } from "./password-encryption.ts";

/**
 * Decrypts the key of an `EncryptedPrivateKeyInfo` in DER (RFC 5958, section 3); undefined for a
 * wrong password.
 */
export function openKey(bytes: Uint8Array, password: FilePassword): Promise<KeyObject | undefined> {
  const { encryptionAlgorithm, encryptedData } = AsnConvert.parse(bytes, EncryptedPrivateKeyInfo);
  const encrypted = Buffer.from(encryptedData.buffer);
  return decryptWithPassword(encryptionAlgorithm, encrypted, password, keyOf);
}

/** The `EncryptedPrivateKeyInfo` of a key, in DER. */
export async function encryptKey(
  key: KeyObject,
  password: FilePassword,
  random: (bytes: number) => Uint8Array,
): Promise<ArrayBuffer> {
  const plain = key.export({ format: "der", type: "pkcs8" });
  const { method, encrypted } = await encryptWithPassword(plain, password, random);
  return AsnConvert.serialize(
    new EncryptedPrivateKeyInfo({
      encryptionAlgorithm: method,
      encryptedData: new OctetString(encrypted),
    }),
  );
}

/** The key of a `PrivateKeyInfo` in DER (RFC 5958, section 2). */
export function keyOf(bytes: Buffer): KeyObject {
  return createPrivateKey({ key: bytes, format: "der", type: "pkcs8" });
}
