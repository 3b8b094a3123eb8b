import { createHmac, timingSafeEqual } from "node:crypto";
import { MacData } from "@peculiar/asn1-pfx";
import { DigestInfo } from "@peculiar/asn1-rsa";
import { OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import type { FilePassword } from "./file-password.ts";
import { ITERATIONS, iterationsOf, unknownMethod } from "./password-encryption.ts";
import { type KeySource, PURPOSE, pkcs12Key } from "./pkcs12-key.ts";

const SHA_256 = "2.16.840.1.101.3.4.2.1";
const SALT_BYTES = 16;

/** Hashes by their identifiers, with the bytes of their output. */
const HASHES: Readonly<Record<string, readonly [name: string, bytes: number]>> = {
  "1.3.14.3.2.26": ["sha1", 20],
  "2.16.840.1.101.3.4.2.4": ["sha224", 28],
  [SHA_256]: ["sha256", 32],
  "2.16.840.1.101.3.4.2.2": ["sha384", 48],
  "2.16.840.1.101.3.4.2.3": ["sha512", 64],
};

/** Whether the MAC of a PFX file matches its content and a password (RFC 7292, section 4). */
export async function macMatches(
  { mac, macSalt, iterations }: MacData,
  content: Uint8Array,
  { utf16 }: FilePassword,
): Promise<boolean> {
  const { algorithm } = mac.digestAlgorithm;
  const [hash, bytes] = HASHES[algorithm] ?? [];
  if (hash === undefined || bytes === undefined) throw unknownMethod(algorithm);
  const source = { hash, salt: Buffer.from(macSalt.buffer), iterations: iterationsOf(iterations) };
  const code = await macOf({ ...source, password: utf16, purpose: PURPOSE.mac }, bytes, content);
  const stated = Buffer.from(mac.digest.buffer);
  return stated.length === code.length && timingSafeEqual(stated, code);
}

/** The MAC of a new file. */
export async function newMac(
  content: Uint8Array,
  { utf16 }: FilePassword,
  random: (bytes: number) => Uint8Array,
): Promise<MacData> {
  const salt = random(SALT_BYTES);
  const source = { hash: "sha256", salt, iterations: ITERATIONS, password: utf16 };
  const code = await macOf({ ...source, purpose: PURPOSE.mac }, 32, content);
  return new MacData({
    mac: new DigestInfo({
      digestAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256, parameters: null }),
      digest: new OctetString(code),
    }),
    macSalt: new OctetString(salt),
    iterations: ITERATIONS,
  });
}

async function macOf(source: KeySource, bytes: number, content: Uint8Array): Promise<Buffer> {
  const key = await pkcs12Key(source, bytes);
  return createHmac(source.hash, key).update(content).digest();
}
