import type { ExpandCertificate, ExpandedVariable } from "@indelible/engine";
import type { JsonObject, Sealer, StoredDocument } from "@indelible/trail";
import { readCertificateFile } from "./certificate-file.ts";
import { type CertificateSecrets, certificateSecrets } from "./certificate-secrets.ts";
import { certificatesPem, pfxOf } from "./export-certificate.ts";
import { pemOf } from "./pem.ts";

/** What opening certificates for a run needs. */
export interface ExpanderTools {
  readonly sealer: Sealer;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * What a variable of type Certificate becomes for scripts, by name: `Name`, `Name.Thumbprint` and so
 * on. Whatever holds the key or the password is sensitive; what a certificate lacks is blank. The
 * file stays protected by its password where it has one. Source: the field's documentation of
 * certificate variables.
 */
export async function certificateVariables(
  name: string,
  { id, title, body }: Pick<StoredDocument, "id" | "title" | "body">,
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
    ".Thumbprint": textOf(body.Thumbprint),
    ".Certificate": certificate.raw.toString("base64"),
    ".CertificatePem": certificatesPem([certificate]),
    ".ChainPem": certificatesPem(chain),
    ".Subject": textOf(body.SubjectDistinguishedName),
    ".SubjectCommonName": textOf(body.SubjectCommonName),
    ".Issuer": textOf(body.IssuerDistinguishedName),
    ".NotBefore": textOf(body.NotBefore),
    ".NotAfter": textOf(body.NotAfter),
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

function textOf(value: JsonObject[string] | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Opens a certificate's file for a run and expands the variable that names it. */
export function certificateExpander({ sealer, random }: ExpanderTools): ExpandCertificate {
  return (name, certificate) =>
    certificateVariables(name, certificate, certificateSecrets(sealer, certificate), random);
}
