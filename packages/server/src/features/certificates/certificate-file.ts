import { type KeyObject, X509Certificate } from "node:crypto";
import { invalid, Refusal } from "@indelible/kernel";
import type { FileParts } from "./file-parts.ts";
import { isPem } from "./pem.ts";
import { readPfx } from "./pkcs12/read-pfx.ts";
import { readPemParts } from "./read-pem-parts.ts";

/** The formats of certificate files, as the API names them. */
export type CertificateFormat = "Pkcs12" | "Der" | "Pem";

/** The contents of a certificate file. */
export interface CertificateFile {
  readonly format: CertificateFormat;
  readonly certificate: X509Certificate;
  /** The other certificates; first the path to a root. */
  readonly chain: readonly X509Certificate[];
  /** The private key of the certificate. */
  readonly privateKey: KeyObject | undefined;
}

/** Bytes of a file; encoded in Base64, it has the maximum length of a secret. */
const BYTES_MAX = 768 * 1024;
/** Certificates of a file. */
const CERTIFICATES_MAX = 100;

/**
 * Reads a PFX, PEM or DER file; a password that is not needed is ignored. Fails with `invalid` for
 * a file that is too large, in another format or damaged, for a wrong password, and for a key that
 * belongs to none of the certificates.
 */
export async function readCertificateFile(
  bytes: Buffer,
  password: string,
): Promise<CertificateFile> {
  if (bytes.length > BYTES_MAX) {
    throw invalid(`A certificate file has at most ${BYTES_MAX} bytes, not ${bytes.length}.`);
  }
  const format = formatOf(bytes);
  return readable(format, async () => arranged(format, await READERS[format](bytes, password)));
}

const READERS: Readonly<
  Record<CertificateFormat, (bytes: Buffer, password: string) => FileParts | Promise<FileParts>>
> = {
  Pkcs12: readPfx,
  Pem: readPemParts,
  Der: readDerParts,
};

/** Calls `read`; fails with `invalid` for any error of a library, and passes refusals on. */
export async function readable<Found>(
  format: CertificateFormat,
  read: () => Found | Promise<Found>,
): Promise<Found> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw invalid(`The file cannot be read: it looks like ${NAMES[format]}, but is not valid.`);
  }
}

const NAMES: Readonly<Record<CertificateFormat, string>> = {
  Pkcs12: "a PFX (PKCS #12) file",
  Pem: "a PEM file",
  Der: "a certificate in DER",
};

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** A PFX file starts with its version, a certificate with a sequence. */
function formatOf(bytes: Buffer): CertificateFormat {
  if (isPem(bytes)) return "Pem";
  if (bytes[0] !== SEQUENCE) throw invalid("The file is neither PFX (PKCS #12), PEM nor DER.");
  const length = bytes[1] ?? 0;
  const start = length > 0x80 ? 2 + (length & 0x7f) : 2;
  return bytes[start] === INTEGER ? "Pkcs12" : "Der";
}

/** Bytes after the certificate are refused: they could be anything, including a key. */
function readDerParts(bytes: Buffer): FileParts {
  const { raw } = new X509Certificate(bytes);
  if (raw.length === bytes.length) return { certificates: [raw], keys: [] };
  throw invalid("The file contains more than a certificate.");
}

function arranged(format: CertificateFormat, { certificates, keys }: FileParts): CertificateFile {
  if (certificates.length > CERTIFICATES_MAX) {
    throw invalid(`The file contains more than ${CERTIFICATES_MAX} certificates.`);
  }
  const [privateKey, ...more] = keys;
  if (more.length > 0) throw invalid("The file contains more than one private key.");
  const all = certificates.map((certificate) => new X509Certificate(certificate));
  if (all.length === 0) throw invalid("The file contains no certificate.");
  const certificate = privateKey === undefined ? subjectOf(all) : ownerOf(all, privateKey);
  if (certificate === undefined) {
    throw invalid("The private key in the file does not belong to any of its certificates.");
  }
  const others = all.filter((other) => other !== certificate);
  return { format, certificate, chain: pathFrom(certificate, others), privateKey };
}

function ownerOf(all: readonly X509Certificate[], key: KeyObject): X509Certificate | undefined {
  return all.find((certificate) => certificate.checkPrivateKey(key));
}

/** The first certificate that has issued none of the others. */
function subjectOf(all: readonly X509Certificate[]): X509Certificate | undefined {
  const hasIssued = (one: X509Certificate) =>
    all.some((other) => other !== one && other.checkIssued(one));
  return all.find((one) => !hasIssued(one)) ?? all[0];
}

/** Orders certificates so that each is issued by the next; the others follow. */
function pathFrom(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
): X509Certificate[] {
  const path: X509Certificate[] = [];
  const rest = [...others];
  for (let last: X509Certificate | undefined = certificate; last !== undefined; ) {
    const subject: X509Certificate = last;
    const index = rest.findIndex((candidate) => subject.checkIssued(candidate));
    last = index === -1 ? undefined : rest.splice(index, 1)[0];
    if (last !== undefined) path.push(last);
  }
  return [...path, ...rest];
}
