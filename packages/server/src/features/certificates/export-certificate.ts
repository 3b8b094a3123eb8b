import type { X509Certificate } from "node:crypto";
import type { CertificateFile, CertificateFormat } from "./certificate-file.ts";
import { pemOf } from "./pem.ts";
import { encryptKey } from "./pkcs12/encrypted-key.ts";
import { passwordForm } from "./pkcs12/file-password.ts";
import { writePfx } from "./pkcs12/write-pfx.ts";

/** Which certificates an exported PEM file contains, as named in the API. */
export const PEM_OPTIONS = ["PrimaryOnly", "PrimaryAndChain", "ChainOnly"] as const;

/** The form in which to export a certificate. */
export interface ExportOptions {
  readonly format: CertificateFormat;
  /** Protects the key of a PFX or PEM file; empty for none. */
  readonly password: string;
  /** Only for PEM: a PFX file always contains the key, a DER file never. */
  readonly includePrivateKey: boolean;
  readonly pemOptions: (typeof PEM_OPTIONS)[number];
}

type Random = (bytes: number) => Uint8Array;

/** Whether an export contains the private key, if the certificate has one. */
export function containsKey({ format, includePrivateKey }: ExportOptions): boolean {
  return format === "Pkcs12" || (format === "Pem" && includePrivateKey);
}

/** Writes a certificate file in the given form. API reference, section 6. */
export async function exportCertificate(
  file: CertificateFile,
  options: ExportOptions,
  random: Random,
): Promise<Buffer> {
  if (options.format === "Der") return file.certificate.raw;
  if (options.format === "Pkcs12") return pfxOf(file, options.password, random);
  const { certificate, chain } = file;
  const certificates = {
    PrimaryOnly: [certificate],
    PrimaryAndChain: [certificate, ...chain],
    ChainOnly: chain,
  }[options.pemOptions];
  const key = options.includePrivateKey ? await keyPem(file, options.password, random) : "";
  return Buffer.from(key + certificatesPem(certificates));
}

/** A PFX file of a certificate with its chain and, if it has one, its key. */
export function pfxOf(file: CertificateFile, password: string, random: Random): Promise<Buffer> {
  const certificates = [file.certificate, ...file.chain].map(({ raw }) => raw);
  return writePfx({ certificates, key: file.privateKey, password }, random);
}

/** Certificates as consecutive PEM blocks. */
export function certificatesPem(certificates: readonly X509Certificate[]): string {
  return certificates.map(({ raw }) => pemOf("CERTIFICATE", raw)).join("");
}

async function keyPem({ privateKey }: CertificateFile, password: string, random: Random) {
  if (privateKey === undefined) return "";
  if (password === "") {
    return pemOf("PRIVATE KEY", privateKey.export({ format: "der", type: "pkcs8" }));
  }
  const encrypted = await encryptKey(privateKey, passwordForm(password), random);
  return pemOf("ENCRYPTED PRIVATE KEY", new Uint8Array(encrypted));
}
