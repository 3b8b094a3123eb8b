import { generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";
import { ATTRIBUTE } from "./distinguished-name.ts";

/** The curves of new keys, each with the hash of its strength and what the signature is called. */
const CURVES = {
  "P-256": { hash: "sha256", signature: "1.2.840.10045.4.3.2" },
  "P-384": { hash: "sha384", signature: "1.2.840.10045.4.3.3" },
  "P-521": { hash: "sha512", signature: "1.2.840.10045.4.3.4" },
} as const;

/** A curve that a new key may lie on. */
export type Curve = keyof typeof CURVES;

/** Whom a new certificate is for, and when. */
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

/** How long a new certificate is valid: browsers refuse much longer. */
const DAYS_VALID = 365;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const SERIAL_BYTES = 16;
const HOST_NAME =
  /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const newKeyPair = promisify(generateKeyPair);

/** Makes a key, and a certificate for it that it signs itself, valid for a year. */
export async function makeSelfSigned(
  request: SelfSignedRequest,
  random: (bytes: number) => Uint8Array,
): Promise<SelfSigned> {
  const { publicKey, privateKey } = await newKeyPair("ec", { namedCurve: request.curve });
  const { hash, signature } = CURVES[request.curve];
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: signature });
  const spki = publicKey.export({ format: "der", type: "spki" });
  const name = nameOf(request);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialFrom(random),
    signature: signatureAlgorithm,
    issuer: name,
    subject: name,
    validity: validityFrom(request.from),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: extensionsFor(request),
  });
  const signatureValue = sign(hash, Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm,
    signatureValue: Uint8Array.from(signatureValue).buffer,
  });
  return { certificate: Buffer.from(AsnConvert.serialize(certificate)), key: privateKey };
}

/** Positive, and without a zero in front. */
function serialFrom(random: (bytes: number) => Uint8Array): ArrayBuffer {
  const bytes = Uint8Array.from(random(SERIAL_BYTES));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

/** Certificates know no fractions of a second. */
function validityFrom(from: Date): Validity {
  const notBefore = new Date(Math.floor(from.getTime() / 1000) * 1000);
  const notAfter = new Date(notBefore.getTime() + DAYS_VALID * DAY_MILLISECONDS);
  return new Validity({ notBefore, notAfter });
}

function nameOf({ commonName, organization }: SelfSignedRequest): Name {
  const parts = [
    [ATTRIBUTE.organization, organization],
    [ATTRIBUTE.commonName, commonName],
  ] as const;
  return new Name(
    parts.flatMap(([type, utf8String]) => {
      if (utf8String === undefined) return [];
      const value = new AttributeValue({ utf8String });
      return [new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })])];
    }),
  );
}

/** Programs look for a host among the alternative names only. */
function extensionsFor({ commonName = "" }: SelfSignedRequest): Extensions {
  const constraints = extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }));
  if (!HOST_NAME.test(commonName)) return new Extensions([constraints]);
  const names = new SubjectAlternativeName([new GeneralName({ dNSName: commonName })]);
  return new Extensions([constraints, extension(id_ce_subjectAltName, names)]);
}

function extension(extnID: string, value: object): Extension {
  return new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
