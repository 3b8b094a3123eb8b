// The library's dependency injection needs this polyfill.
import "reflect-metadata";
import { KeyObject, webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  type Extension,
  type JsonNameParams,
  Name,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** The curves of new keys, each with a hash of the same strength. */
const HASHES = { "P-256": "SHA-256", "P-384": "SHA-384", "P-521": "SHA-512" } as const;

/** A curve of a new key. */
export type Curve = keyof typeof HASHES;

/** Subject, curve and start of validity of a new certificate. */
export interface SelfSignedRequest {
  readonly commonName: string | undefined;
  readonly organization: string | undefined;
  readonly curve: Curve;
  readonly from: Date;
}

/** A new certificate, in DER, with its key. */
export interface SelfSigned {
  readonly certificate: Buffer;
  readonly key: KeyObject;
}

/** Browsers refuse certificates that are valid for much longer. */
const DAYS_VALID = 365;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const SERIAL_BYTES = 16;
const HOST_NAME =
  /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Generates a key and a self-signed certificate for it, valid for a year. */
export async function makeSelfSigned(
  request: SelfSignedRequest,
  random: (bytes: number) => Uint8Array,
): Promise<SelfSigned> {
  const { curve, from } = request;
  const algorithm = { name: "ECDSA", namedCurve: curve };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  // Certificates have no fractions of seconds.
  const notBefore = new Date(Math.floor(from.getTime() / 1000) * 1000);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialFrom(random),
    name: nameOf(request),
    notBefore,
    notAfter: new Date(notBefore.getTime() + DAYS_VALID * DAY_MILLISECONDS),
    signingAlgorithm: { name: "ECDSA", hash: HASHES[curve] },
    keys,
    extensions: extensionsFor(request),
  });
  return { certificate: Buffer.from(certificate.rawData), key: KeyObject.from(keys.privateKey) };
}

/** In hexadecimal; positive, without leading zeros. */
function serialFrom(random: (bytes: number) => Uint8Array): string {
  const bytes = Buffer.from(random(SERIAL_BYTES));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

/** Plain strings would be parsed: the library treats `#`, quotes and backslashes as syntax. */
function nameOf({ commonName, organization }: SelfSignedRequest): Name {
  const parts: JsonNameParams = [];
  if (organization !== undefined) parts.push({ O: [{ utf8String: organization }] });
  if (commonName !== undefined) parts.push({ CN: [{ utf8String: commonName }] });
  return new Name(parts);
}

/** Clients look for the host name only among the alternative names. */
function extensionsFor({ commonName = "" }: SelfSignedRequest): Extension[] {
  const constraints = new BasicConstraintsExtension(false);
  if (!HOST_NAME.test(commonName)) return [constraints];
  const names = new SubjectAlternativeNameExtension([{ type: "dns", value: commonName }]);
  return [constraints, names];
}
