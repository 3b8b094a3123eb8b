import { type Certificate, certificates } from "@indelible/domain";
import {
  creation,
  type DocumentChange,
  modification,
  type Sealer,
  type StoredDocument,
} from "@indelible/trail";
import { certificateSecrets } from "./certificate-secrets.ts";
import type { UploadFields } from "./uploaded-file.ts";

/** Dependencies of `replacement`. */
export interface ReplaceTools {
  readonly sealer: Sealer;
  readonly clock: () => Date;
}

/**
 * The changes that replace the file of a certificate by an uploaded one. The certificate keeps its
 * id and all fields that users set; an archived copy, the last of the changes, keeps the former
 * file. No changes when the file is the same.
 */
export function replacement(
  { sealer, clock }: ReplaceTools,
  before: StoredDocument<Certificate>,
  copyId: string,
  fields: UploadFields,
): DocumentChange[] {
  const former = certificateSecrets(sealer, before);
  if (fields.CertificateData === former.data) return [];
  const copy = {
    ...before.body,
    CertificateData: former.data,
    Password: former.password || null,
    Archived: clock().toISOString(),
    ReplacedBy: before.id,
  };
  return [
    modification(certificates, before, { ...before.body, ...fields }),
    creation(certificates, { id: copyId, spaceId: before.spaceId, body: copy }),
  ];
}
