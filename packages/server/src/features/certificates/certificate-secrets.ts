import { certificates } from "@indelible/domain";
import { openSecret, type Sealer, type StoredDocument } from "@indelible/trail";

/** The decrypted secrets of a certificate document. */
export interface CertificateSecrets {
  /** The file as it was uploaded, in Base64. */
  readonly data: string;
  /** Empty for none. */
  readonly password: string;
}

/** Decrypts the file and the password of a certificate; fails with `secret` like `openSecret`. */
export function certificateSecrets(
  sealer: Sealer,
  certificate: Pick<StoredDocument, "id" | "body">,
): CertificateSecrets {
  const open = (address: string) => openSecret(sealer, certificates, certificate, address) ?? "";
  return { data: open("/CertificateData"), password: open("/Password") };
}
