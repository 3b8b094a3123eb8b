import { certificates, slugOf } from "@indelible/domain";
import type { Answer, Caller } from "@indelible/kernel";
import { permissionScope, readChoice, readFlag } from "@indelible/kernel";
import type { Sealer, StoredDocument, Trail } from "@indelible/trail";
import { readCertificateFile } from "./certificate-file.ts";
import { certificateSecrets } from "./certificate-secrets.ts";
import { type ExportWish, exportCertificate, holdsKey, PEM_OPTIONS } from "./export-certificate.ts";

/** What downloading needs. */
export interface DownloadTools {
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly random: (bytes: number) => Uint8Array;
}

/** The query parameters of a download. API reference, section 6. */
export const DOWNLOAD_PARAMETERS = ["format", "password", "includePrivateKey", "pemOptions"];

/** `Unknown` is what clients call the file as it was uploaded. */
const FORMATS = ["Pkcs12", "Der", "Pem", "Unknown"] as const;

/** Content types and endings of files, by format. */
const FILES = {
  Pkcs12: ["application/x-pkcs12", "pfx"],
  Der: ["application/pkix-cert", "cer"],
  Pem: ["application/x-pem-file", "pem"],
} as const;

/**
 * A certificate's file: as it was uploaded, or in the format that the query asks for. With the private
 * key it takes a permission of its own, and is recorded before a byte of it leaves (I9): when that
 * fails there is no file.
 */
export async function downloadCertificate(
  { trail, sealer, random }: DownloadTools,
  caller: Caller,
  document: StoredDocument,
  query: ReadonlyMap<string, string>,
): Promise<Answer> {
  const wish = wishIn(query);
  const { data, password } = certificateSecrets(sealer, document);
  const uploaded = Buffer.from(data, "base64");
  const file = await readCertificateFile(uploaded, password);
  const withKey = file.privateKey !== undefined && (wish === undefined || holdsKey(wish));
  if (withKey) requireKeyPermission(caller, document);
  const bytes = wish === undefined ? uploaded : await exportCertificate(file, wish, random);
  if (withKey) await recordKeyExport(trail, caller, document);
  const [type, ending] = FILES[wish?.format ?? file.format];
  const name = `${slugOf(document.title) || document.id}.${ending}`;
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
  };
  return { headers, body: bytes };
}

function wishIn(query: ReadonlyMap<string, string>): ExportWish | undefined {
  const format = readChoice(query, "format", FORMATS);
  const wish = {
    password: query.get("password") ?? "",
    includePrivateKey: readFlag(query, "includePrivateKey", false),
    pemOptions: readChoice(query, "pemOptions", PEM_OPTIONS) ?? "PrimaryOnly",
  };
  return format === undefined || format === "Unknown" ? undefined : { format, ...wish };
}

function requireKeyPermission(caller: Caller, { id, spaceId, body }: StoredDocument): void {
  const scope = permissionScope(certificates, id, spaceId, body);
  caller.require("CertificateExportPrivateKey", scope);
}

async function recordKeyExport(trail: Trail, caller: Caller, before: StoredDocument) {
  const snapshot = await trail.read({ ids: [before.id], events: 1 });
  const category = "CertificatePrivateKeyExported";
  const verb = "was exported with its private key";
  await trail.commit(caller.act(), snapshot, [
    { kind: "note", type: certificates, before, category, verb },
  ]);
}
