import { certificates } from "@indelible/domain";
import { openSecret, type Sealer, type StoredDocument } from "@indelible/trail";

/** The secrets of a certificate document, opened. */
export interface CertificateSecrets {
  /** The file as it was uploaded, in base64. */
  readonly data: string;
  /** Blank for none. */
  readonly password: string;
}

/** Opens the file and the password of a certificate; fails with `secret` as `openSecret` does. */
export function certificateSecrets(
  sealer: Sealer,
  certificate: Pick<StoredDocument, "id" | "body">,
): CertificateSecrets {
  const open = (address: string) => openSecret(sealer, certificates, certificate, address) ?? "";
  return { data: open("/CertificateData"), password: open("/Password") };
}
