import { certificates } from "@indelible/domain";
import type { DocumentChange, JsonObject, Sealer, StoredDocument } from "@indelible/trail";
import { certificateSecrets } from "./certificate-secrets.ts";

/** What replacing needs. */
export interface ReplaceTools {
  readonly sealer: Sealer;
  readonly clock: () => Date;
}

/**
 * The changes that give a certificate another file (the fields that follow from it). It keeps its id
 * and all fields that people set; an archived copy, the last of the changes, keeps the former file.
 * There are no changes when the certificate has this file already.
 */
export function replacement(
  { sealer, clock }: ReplaceTools,
  before: StoredDocument,
  copyId: string,
  fields: JsonObject,
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
  const body = { ...before.body, ...fields };
  return [
    { kind: "modify", type: certificates, before, body },
    { kind: "create", type: certificates, id: copyId, spaceId: before.spaceId, body: copy },
  ];
}
