import { type Certificate, object, secret } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { type Json, secretUpdate } from "@indelible/trail";
import { type CertificateDetails, certificateDetails } from "./certificate-details.ts";
import { readable, readCertificateFile } from "./certificate-file.ts";

/** The body of a request that replaces a certificate file. API reference, section 6. */
export const UPLOAD = object({
  CertificateData: secret("sealed", "object"),
  Password: secret("sealed", "object"),
});

/** The fields of a certificate document that an upload sets. */
export type UploadFields = CertificateDetails & Pick<Certificate, "CertificateData" | "Password">;

/** Characters of Base64, including white space, which is removed. */
const BASE64_LENGTH_MAX = 2 * 1024 * 1024;
/** Characters of a file's password. */
const PASSWORD_LENGTH_MAX = 1_000;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The fields of a certificate document for an uploaded file: the file, its password, and what is
 * read from the file. Fails with `invalid` like `readCertificateFile`, and when the file is missing
 * or not Base64.
 */
export async function fieldsOfUpload(
  sentFile: Json | undefined,
  sentPassword: Json | undefined,
): Promise<UploadFields> {
  const base64 = secretIn(sentFile);
  if (base64 === undefined || base64 === "") throw invalid("CertificateData is required.");
  const password = secretIn(sentPassword) ?? "";
  if (password.length > PASSWORD_LENGTH_MAX) {
    throw invalid(`Password must have at most ${PASSWORD_LENGTH_MAX} characters.`);
  }
  const bytes = bytesOf(base64);
  const file = await readCertificateFile(bytes, password);
  const details = await readable(file.format, () => certificateDetails(file));
  return {
    ...details,
    CertificateData: bytes.toString("base64"),
    Password: password === "" ? { HasValue: false } : password,
  };
}

function secretIn(sent: Json | undefined): string | undefined {
  const update = secretUpdate(sent);
  return typeof update === "object" ? update.secret : undefined;
}

function bytesOf(base64: string): Buffer {
  const text = base64.length > BASE64_LENGTH_MAX ? "" : base64.replaceAll(/\s/g, "");
  if (text !== "" && BASE64.test(text)) return Buffer.from(text, "base64");
  throw invalid("CertificateData must be a certificate file in Base64, of at most 2 MiB.");
}
