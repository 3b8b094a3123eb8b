import type { KeyObject } from "node:crypto";
import {
  ContentInfo,
  EncryptedContent,
  EncryptedContentInfo,
  id_data,
  id_encryptedData,
} from "@peculiar/asn1-cms";
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_pkcs8ShroudedKeyBag,
  id_x509Certificate,
  PFX,
  PKCS12Attribute,
  SafeBag,
  SafeContents,
} from "@peculiar/asn1-pfx";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { EncryptedData } from "./asn1-types.ts";
import { encryptKey } from "./encrypted-key.ts";
import { type FilePassword, passwordForm } from "./file-password.ts";
import { encryptWithPassword } from "./password-encryption.ts";
import { newMac } from "./pfx-mac.ts";

/** The contents of a new PFX file. */
export interface NewPfx {
  /** In DER; the certificate of the key is first. */
  readonly certificates: readonly Uint8Array[];
  readonly key: KeyObject | undefined;
  /** Empty for a file without password. */
  readonly password: string;
}

/** `pkcs-9-at-localKeyId` of RFC 2985. */
const LOCAL_KEY_ID = "1.2.840.113549.1.9.21";

type Random = (bytes: number) => Uint8Array;

/**
 * Writes a PFX file (PKCS #12, RFC 7292), certificates and key encrypted with AES-256. The key and
 * its certificate have the same `localKeyId`, by which programs match them.
 */
export async function writePfx(contents: NewPfx, random: Random): Promise<Buffer> {
  const password = passwordForm(contents.password);
  const bags = contents.certificates.map((certificate, index) =>
    certificateBag(certificate, index),
  );
  const parts = [await encryptedPart(new SafeContents(bags), password, random)];
  if (contents.key !== undefined) {
    const bag = await keyBag(contents.key, password, random);
    parts.push(dataPart(AsnConvert.serialize(new SafeContents([bag]))));
  }
  const content = AsnConvert.serialize(new AuthenticatedSafe(parts));
  const macData = await newMac(Buffer.from(content), password, random);
  const pfx = new PFX({ version: 3, authSafe: dataPart(content), macData });
  return Buffer.from(AsnConvert.serialize(pfx));
}

function certificateBag(certificate: Uint8Array, index: number): SafeBag {
  const value = new CertBag({
    certId: id_x509Certificate,
    certValue: AsnConvert.serialize(new OctetString(certificate)),
  });
  return new SafeBag({
    bagId: id_certBag,
    bagValue: AsnConvert.serialize(value),
    ...(index === 0 ? { bagAttributes: [localKeyId()] } : {}),
  });
}

async function keyBag(key: KeyObject, password: FilePassword, random: Random): Promise<SafeBag> {
  return new SafeBag({
    bagId: id_pkcs8ShroudedKeyBag,
    bagValue: await encryptKey(key, password, random),
    bagAttributes: [localKeyId()],
  });
}

function localKeyId(): PKCS12Attribute {
  const value = AsnConvert.serialize(new OctetString([1]));
  // Its constructor ignores its arguments.
  return Object.assign(new PKCS12Attribute(), { attrId: LOCAL_KEY_ID, attrValues: [value] });
}

function dataPart(content: ArrayBuffer): ContentInfo {
  const octets = new OctetString(content);
  return new ContentInfo({ contentType: id_data, content: AsnConvert.serialize(octets) });
}

async function encryptedPart(
  bags: SafeContents,
  password: FilePassword,
  random: Random,
): Promise<ContentInfo> {
  const plain = Buffer.from(AsnConvert.serialize(bags));
  const { method, encrypted } = await encryptWithPassword(plain, password, random);
  const data = Object.assign(new EncryptedData(), {
    encryptedContentInfo: new EncryptedContentInfo({
      contentType: id_data,
      contentEncryptionAlgorithm: method,
      encryptedContent: new EncryptedContent({ value: new OctetString(encrypted) }),
    }),
  });
  return new ContentInfo({ contentType: id_encryptedData, content: AsnConvert.serialize(data) });
}
