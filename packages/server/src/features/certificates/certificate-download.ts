import { type Certificate, certificates, slugOf } from "@indelible/domain";
import type { Answer, Caller } from "@indelible/kernel";
import { permissionScope, readChoice, readFlag } from "@indelible/kernel";
import { note, type Sealer, type StoredDocument, type Trail } from "@indelible/trail";
import { readCertificateFile } from "./certificate-file.ts";
import { certificateSecrets } from "./certificate-secrets.ts";
import {
  containsKey,
  type ExportOptions,
  exportCertificate,
  PEM_OPTIONS,
} from "./export-certificate.ts";

/** Dependencies of `downloadCertificate`. */
export interface DownloadTools {
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly random: (bytes: number) => Uint8Array;
}

/** The query parameters of a download. API reference, section 6. */
export const DOWNLOAD_PARAMETERS = ["format", "password", "includePrivateKey", "pemOptions"];

/** `Unknown` is the file as it was uploaded. */
const FORMATS = ["Pkcs12", "Der", "Pem", "Unknown"] as const;

/** Content types and file extensions, by format. */
const FILES = {
  Pkcs12: ["application/x-pkcs12", "pfx"],
  Der: ["application/pkix-cert", "cer"],
  Pem: ["application/x-pem-file", "pem"],
} as const;

/**
 * Downloads a certificate file as it was uploaded, or in the format of the query. A file with the
 * private key needs a separate permission, and the download is recorded before any byte is sent
 * (I9); when that fails, the download fails.
 */
export async function downloadCertificate(
  { trail, sealer, random }: DownloadTools,
  caller: Caller,
  document: StoredDocument<Certificate>,
  query: ReadonlyMap<string, string>,
): Promise<Answer> {
  const options = optionsIn(query);
  const { data, password } = certificateSecrets(sealer, document);
  const uploaded = Buffer.from(data, "base64");
  const file = await readCertificateFile(uploaded, password);
  const withKey = file.privateKey !== undefined && (options === undefined || containsKey(options));
  if (withKey) requireKeyPermission(caller, document);
  const bytes = options === undefined ? uploaded : await exportCertificate(file, options, random);
  if (withKey) await recordKeyExport(trail, caller, document);
  const [type, extension] = FILES[options?.format ?? file.format];
  const name = `${slugOf(document.title) || document.id}.${extension}`;
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
  };
  return { headers, body: bytes };
}

function optionsIn(query: ReadonlyMap<string, string>): ExportOptions | undefined {
  const format = readChoice(query, "format", FORMATS);
  const options = {
    password: query.get("password") ?? "",
    includePrivateKey: readFlag(query, "includePrivateKey", false),
    pemOptions: readChoice(query, "pemOptions", PEM_OPTIONS) ?? "PrimaryOnly",
  };
  return format === undefined || format === "Unknown" ? undefined : { format, ...options };
}

function requireKeyPermission(
  caller: Caller,
  { id, spaceId, body }: StoredDocument<Certificate>,
): void {
  const scope = permissionScope(certificates, id, spaceId, body);
  caller.require("CertificateExportPrivateKey", scope);
}

async function recordKeyExport(
  trail: Trail,
  caller: Caller,
  before: StoredDocument<Certificate>,
): Promise<void> {
  const snapshot = await trail.read({ ids: [before.id], events: 1 });
  const category = "CertificatePrivateKeyExported";
  const verb = "was exported with its private key";
  await trail.commit(caller.act(), snapshot, [note(certificates, before, { category, verb })]);
}
