import { certificates } from "@indelible/domain";
import type { ExpandCertificate, ExpandedVariable } from "@indelible/engine";
import { isOfType, type Sealer, type StoredDocument } from "@indelible/trail";
import type { CertificateDetails } from "./certificate-details.ts";
import { readCertificateFile } from "./certificate-file.ts";
import { type CertificateSecrets, certificateSecrets } from "./certificate-secrets.ts";
import { certificatesPem, pfxOf } from "./export-certificate.ts";
import { pemOf } from "./pem.ts";

/** Dependencies of `certificateExpander`. */
export interface ExpanderTools {
  readonly sealer: Sealer;
  readonly random: (bytes: number) => Uint8Array;
}

/** The part of a certificate document that its variables show. */
export type NamedCertificate = Pick<StoredDocument, "id" | "title"> & {
  readonly body: CertificateDetails;
};

/**
 * The variables for scripts that a variable of type Certificate expands to: `Name`,
 * `Name.Thumbprint` and so on. Those with the key or the password are sensitive; those without a
 * value are empty. The file stays protected by its password. Source: the documentation of
 * certificate variables in Octopus Deploy.
 */
export async function certificateVariables(
  name: string,
  { id, title, body }: NamedCertificate,
  { data, password }: CertificateSecrets,
  random: (bytes: number) => Uint8Array,
): Promise<ReadonlyMap<string, ExpandedVariable>> {
  const file = await readCertificateFile(Buffer.from(data, "base64"), password);
  const { certificate, chain, privateKey } = file;
  const key = privateKey?.export({ format: "der", type: "pkcs8" });
  const pfx = (await pfxOf(file, password, random)).toString("base64");
  const open = {
    "": id,
    ".Type": "Certificate",
    ".Name": title,
    ".Thumbprint": body.Thumbprint,
    ".Certificate": certificate.raw.toString("base64"),
    ".CertificatePem": certificatesPem([certificate]),
    ".ChainPem": certificatesPem(chain),
    ".Subject": body.SubjectDistinguishedName,
    ".SubjectCommonName": body.SubjectCommonName ?? "",
    ".Issuer": body.IssuerDistinguishedName,
    ".NotBefore": body.NotBefore ?? "",
    ".NotAfter": body.NotAfter ?? "",
    ".HasPrivateKey": key === undefined ? "False" : "True",
  };
  const withKey = { ".RawOriginal": data, ".Pfx": pfx };
  const secret = {
    ".Password": password,
    ".PrivateKey": key?.toString("base64") ?? "",
    ".PrivateKeyPem": key === undefined ? "" : pemOf("PRIVATE KEY", key),
  };
  return new Map([
    ...expanded(name, open, false),
    ...expanded(name, withKey, key !== undefined),
    ...expanded(name, secret, true),
  ]);
}

function expanded(
  name: string,
  values: Readonly<Record<string, string>>,
  isSensitive: boolean,
): [string, ExpandedVariable][] {
  return Object.entries(values).map(([property, value]) => [
    name + property,
    { value, isSensitive: isSensitive && value !== "" },
  ]);
}

/** Returns a function that decrypts a certificate and expands the variable that names it. */
export function certificateExpander({ sealer, random }: ExpanderTools): ExpandCertificate {
  return async (name, document) => {
    if (!isOfType(certificates, document)) return new Map();
    return certificateVariables(name, document, certificateSecrets(sealer, document), random);
  };
}
