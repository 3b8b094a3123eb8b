import { object, secret } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { type Json, type JsonObject, secretUpdate } from "@indelible/trail";
import { certificateDetails } from "./certificate-details.ts";
import { readable, readCertificateFile } from "./certificate-file.ts";

/** The body that replaces a certificate's file. API reference, section 6. */
export const UPLOAD = object({
  CertificateData: secret("sealed", "object"),
  Password: secret("sealed", "object"),
});

/** Characters of base64 with white space in it; what is left must be the file. */
const BASE64_LENGTH_MAX = 2 * 1024 * 1024;
/** Characters of a file's password. */
const PASSWORD_LENGTH_MAX = 1_000;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The fields of a certificate document that follow from a file that was sent: the file itself, its
 * password, and what is read from it. Fails with 400 as `readCertificateFile` does, and where the
 * file is missing or no base64.
 */
export async function fieldsOfUpload(
  sentFile: Json | undefined,
  sentPassword: Json | undefined,
): Promise<JsonObject> {
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
  const wish = secretUpdate(sent);
  return typeof wish === "object" ? wish.secret : undefined;
}

function bytesOf(base64: string): Buffer {
  const text = base64.length > BASE64_LENGTH_MAX ? "" : base64.replaceAll(/\s/g, "");
  if (text !== "" && BASE64.test(text)) return Buffer.from(text, "base64");
  throw invalid("CertificateData must be a certificate's file in base64, of 2 MiB at most.");
}
