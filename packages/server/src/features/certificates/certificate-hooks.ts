import { type Certificate, certificates, tenants, variableSets } from "@indelible/domain";
import { readFlag, TAKE_MAX } from "@indelible/kernel";
import type { DocumentQuery, PartOf, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { fieldsOfUpload } from "./uploaded-file.ts";

/** Rules of certificates: fields read from their files, lists, and usages. */
export function certificateHooks(trail: Trail): DocumentHooks<Certificate> {
  return {
    defaults: async (body) => ({
      ...body,
      ...(await fieldsOfUpload(body.CertificateData, body.Password)),
    }),
    listFilters: (query) => filtersOf(trail, query),
    find: (spaceId, reference) => findByThumbprint(trail, spaceId, reference),
    usedBy: (certificate) => usersOf(trail, certificate),
  };
}

/** Archived certificates have a separate list, the latest first; others are ordered by expiry. */
async function filtersOf(trail: Trail, query: ReadonlyMap<string, string>) {
  const isArchived = readFlag(query, "archived", false);
  const isRecent = query.get("orderby")?.toLowerCase() === "recent";
  const tenant = query.get("tenant");
  const inUse = { Archived: null };
  return {
    partialTitle: query.get("search") ?? query.get("partialname"),
    containing: [
      ...(isArchived ? [] : [[inUse]]),
      ...(tenant === undefined ? [] : [await ofTenant(trail, tenant)]),
    ],
    lacking: isArchived ? [inUse] : [],
    latestBy: isArchived ? "Archived" : isRecent ? "Created" : undefined,
    first: query.get("firstresult"),
  } satisfies Partial<DocumentQuery<Certificate>>;
}

/** Parts of certificates that a tenant may use: its id, or one of its tags. */
async function ofTenant(trail: Trail, tenantId: string): Promise<PartOf<Certificate>[]> {
  const tenant = await trail.documentOf(tenants, tenantId);
  const tags = tenant?.body.TenantTags ?? [];
  return [{ TenantIds: [tenantId] }, ...tags.map((tag) => ({ TenantTags: [tag] }))];
}

const THUMBPRINT = /^[0-9A-F]{40}$/i;

/** Among several with the same file, one that is not archived is preferred. */
async function findByThumbprint(
  trail: Trail,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument<Certificate> | undefined> {
  if (spaceId === null || !THUMBPRINT.test(reference)) return undefined;
  const Thumbprint = reference.toUpperCase();
  for (const part of [{ Thumbprint, Archived: null }, { Thumbprint }]) {
    const page = { spaceIds: [spaceId], containing: [[part]], skip: 0, take: 1 };
    const { documents } = await trail.list({ type: certificates, ...page });
    if (documents[0] !== undefined) return documents[0];
  }
  return undefined;
}

/** The owners of variable sets, such as projects, with a variable whose value is a certificate. */
async function usersOf(trail: Trail, { id }: StoredDocument): Promise<StoredDocument[]> {
  const { documents } = await trail.list({
    type: variableSets,
    containing: [[{ Variables: [{ Type: "Certificate", Value: id }] }]],
    skip: 0,
    take: TAKE_MAX,
  });
  return trail.documents(documents.map(({ body }) => body.OwnerId));
}
