import type { KeyObject } from "node:crypto";
import { invalid } from "@indelible/kernel";
import { type ContentInfo, id_data, id_encryptedData } from "@peculiar/asn1-cms";
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_keyBag,
  id_pkcs8ShroudedKeyBag,
  id_SafeContents,
  id_x509Certificate,
  PFX,
  type SafeBag,
  SafeContents,
} from "@peculiar/asn1-pfx";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import type { FileParts } from "../file-parts.ts";
import { EncryptedData, WholeOctets } from "./asn1-types.ts";
import { keyOf, openKey } from "./encrypted-key.ts";
import { type FilePassword, passwordForms, passwordRefused } from "./file-password.ts";
import { decryptWithPassword, unknownMethod } from "./password-encryption.ts";
import { macMatches } from "./pfx-mac.ts";

/** Parts of a file; programs usually write two. */
const PARTS_MAX = 10;
/** Keys of a file; each costs a key derivation. */
const KEYS_MAX = 10;

/**
 * Reads a PFX file (PKCS #12, RFC 7292). Fails with `invalid` for a wrong password or an
 * unsupported method, and with any error for bytes that are not a PFX file.
 */
export async function readPfx(bytes: Uint8Array, password: string): Promise<FileParts> {
  const { authSafe, macData } = AsnConvert.parse(bytes, PFX);
  if (authSafe.contentType !== id_data) throw unknownMethod(authSafe.contentType);
  const content = octetsIn(authSafe.content);
  // Without a MAC, the parser returns an empty one.
  const hasMac = macData.mac.digest.byteLength > 0;
  for (const form of passwordForms(password)) {
    if (hasMac && !(await macMatches(macData, content, form))) continue;
    const found = await readParts(content, form);
    if (found !== undefined) return found;
  }
  throw passwordRefused(password);
}

async function readParts(
  content: Uint8Array,
  password: FilePassword,
): Promise<FileParts | undefined> {
  const parts = AsnConvert.parse(content, AuthenticatedSafe);
  if (parts.length > PARTS_MAX) throw invalid(`The file has more than ${PARTS_MAX} parts.`);
  const bags: SafeBag[] = [];
  for (const part of parts) {
    const found = await bagsIn(part, password);
    if (found === undefined) return undefined;
    bags.push(...found);
  }
  if (bags.some(({ bagId }) => bagId === id_SafeContents)) throw unknownMethod(id_SafeContents);
  const certificates = bags.flatMap(certificateIn);
  const keys = await keysIn(bags, password);
  return keys === undefined ? undefined : { certificates, keys };
}

/** Undefined for a wrong password. */
async function bagsIn(
  { contentType, content }: ContentInfo,
  password: FilePassword,
): Promise<SafeContents | undefined> {
  const read = (plain: Buffer) => AsnConvert.parse(plain, SafeContents);
  if (contentType === id_data) return read(octetsIn(content));
  if (contentType !== id_encryptedData) throw unknownMethod(contentType);
  const { encryptedContentInfo } = AsnConvert.parse(content, EncryptedData);
  const { contentEncryptionAlgorithm, encryptedContent } = encryptedContentInfo;
  const pieces = encryptedContent?.constructedValue ?? [
    encryptedContent?.value ?? new OctetString(),
  ];
  const encrypted = Buffer.concat(pieces.map(({ buffer }) => Buffer.from(buffer)));
  return decryptWithPassword(contentEncryptionAlgorithm, encrypted, password, read);
}

function certificateIn({ bagId, bagValue }: SafeBag): Buffer[] {
  if (bagId !== id_certBag) return [];
  const { certId, certValue } = AsnConvert.parse(bagValue, CertBag);
  return certId === id_x509Certificate ? [octetsIn(certValue)] : [];
}

async function keysIn(
  bags: readonly SafeBag[],
  password: FilePassword,
): Promise<KeyObject[] | undefined> {
  const plain = bags.filter(({ bagId }) => bagId === id_keyBag);
  const shrouded = bags.filter(({ bagId }) => bagId === id_pkcs8ShroudedKeyBag);
  if (shrouded.length > KEYS_MAX) throw invalid(`The file has more than ${KEYS_MAX} keys.`);
  const keys = plain.map(({ bagValue }) => keyOf(Buffer.from(bagValue)));
  for (const { bagValue } of shrouded) {
    const key = await openKey(Buffer.from(bagValue), password);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

function octetsIn(content: ArrayBuffer): Buffer {
  return Buffer.from(AsnConvert.parse(content, WholeOctets).buffer);
}
