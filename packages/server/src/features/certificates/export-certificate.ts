import type { X509Certificate } from "node:crypto";
import type { CertificateFile, CertificateFormat } from "./certificate-file.ts";
import { pemOf } from "./pem.ts";
import { encryptKey } from "./pkcs12/encrypted-key.ts";
import { type FilePassword, passwordForms } from "./pkcs12/file-password.ts";
import { writePfx } from "./pkcs12/write-pfx.ts";

/** Which of a file's certificates a PEM file shall hold, as the API names it. */
export const PEM_OPTIONS = ["PrimaryOnly", "PrimaryAndChain", "ChainOnly"] as const;

/** In what form a certificate is asked for. */
export interface ExportWish {
  readonly format: CertificateFormat;
  /** Protects the key of a PFX or PEM file; blank for none. */
  readonly password: string;
  /** Counts for PEM: a PFX file always has the key, a DER file never. */
  readonly includePrivateKey: boolean;
  readonly pemOptions: (typeof PEM_OPTIONS)[number];
}

type Random = (bytes: number) => Uint8Array;

/** Whether what is asked for holds the private key, where there is one. */
export function holdsKey({ format, includePrivateKey }: ExportWish): boolean {
  return format === "Pkcs12" || (format === "Pem" && includePrivateKey);
}

/** Writes a certificate's file in the form asked for. API reference, section 6. */
export async function exportCertificate(
  file: CertificateFile,
  wish: ExportWish,
  random: Random,
): Promise<Buffer> {
  if (wish.format === "Der") return file.certificate.raw;
  if (wish.format === "Pkcs12") return pfxOf(file, wish.password, random);
  const { certificate, chain } = file;
  const certificates = {
    PrimaryOnly: [certificate],
    PrimaryAndChain: [certificate, ...chain],
    ChainOnly: chain,
  }[wish.pemOptions];
  const key = wish.includePrivateKey ? await keyPem(file, wish.password, random) : "";
  return Buffer.from(key + certificatesPem(certificates));
}

/** A certificate with its chain and, where there is one, its key as a PFX file. */
export function pfxOf(file: CertificateFile, password: string, random: Random): Promise<Buffer> {
  const certificates = [file.certificate, ...file.chain].map(({ raw }) => raw);
  return writePfx({ certificates, key: file.privateKey, password }, random);
}

/** Certificates one after the other, as PEM. */
export function certificatesPem(certificates: readonly X509Certificate[]): string {
  return certificates.map(({ raw }) => pemOf("CERTIFICATE", raw)).join("");
}

async function keyPem({ privateKey }: CertificateFile, password: string, random: Random) {
  if (privateKey === undefined) return "";
  if (password === "") {
    return pemOf("PRIVATE KEY", privateKey.export({ format: "der", type: "pkcs8" }));
  }
  const [form] = passwordForms(password) as [FilePassword];
  const encrypted = await encryptKey(privateKey, form, random);
  return pemOf("ENCRYPTED PRIVATE KEY", new Uint8Array(encrypted));
}
