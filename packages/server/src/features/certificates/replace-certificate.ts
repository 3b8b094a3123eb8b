import { certificates } from "@indelible/domain";
import type { Act, JsonObject, Sealer, StoredDocument, Trail } from "@indelible/trail";
import { certificateSecrets } from "./certificate-secrets.ts";

/** What replacing needs. */
export interface ReplaceTools {
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly clock: () => Date;
}

/**
 * Gives a certificate another file (the fields that follow from it). It keeps its id and all else that
 * people said of it; an archived certificate keeps the former file, and is returned. With the file
 * that is there already nothing happens, and the certificate itself is returned.
 */
export async function replaceCertificate(
  { trail, sealer, clock }: ReplaceTools,
  act: Act,
  id: string,
  fields: JsonObject,
): Promise<StoredDocument> {
  const snapshot = await trail.read({ ids: [id], newIds: { [certificates.prefix]: 1 }, events: 3 });
  const before = snapshot.document(id);
  const former = certificateSecrets(sealer, before);
  if (fields.CertificateData === former.data) return before;
  const copy = {
    ...before.body,
    CertificateData: former.data,
    Password: former.password || null,
    Archived: clock().toISOString(),
    ReplacedBy: id,
  };
  const body = { ...before.body, ...fields };
  const copyId = snapshot.takeId(certificates.prefix);
  const { documents } = await trail.commit(act, snapshot, [
    { kind: "modify", type: certificates, before, body },
    { kind: "create", type: certificates, id: copyId, spaceId: before.spaceId, body: copy },
  ]);
  return documents.find((document) => document.id === copyId) ?? before;
}
