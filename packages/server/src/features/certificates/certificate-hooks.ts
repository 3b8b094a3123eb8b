import { certificates, tenants, variableSets } from "@indelible/domain";
import { readFlag, TAKE_MAX } from "@indelible/kernel";
import type { DocumentQuery, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { fieldsOfUpload } from "./uploaded-file.ts";

/** Rules of certificates: what their files tell, how they are listed, and who uses them. */
export function certificateHooks(trail: Trail): DocumentHooks {
  return {
    defaults: async (body) => ({
      ...body,
      ...(await fieldsOfUpload(body.CertificateData, body.Password)),
    }),
    listFilters: (query) => narrowed(trail, query),
    find: (spaceId, reference) => findByThumbprint(trail, spaceId, reference),
    usedBy: (certificate) => usersOf(trail, certificate),
  };
}

/** Archived ones are in a list of their own, the latest first; others by when they expire. */
async function narrowed(trail: Trail, query: ReadonlyMap<string, string>) {
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
  } satisfies Partial<DocumentQuery>;
}

/** What certificates hold that a tenant may use: its id, or one of its tags. */
async function ofTenant(trail: Trail, tenantId: string): Promise<JsonObject[]> {
  const [tenant] = await trail.documents([tenantId]);
  const tags = tenant?.type === tenants.prefix ? (tenant.body.TenantTags as string[]) : [];
  return [{ TenantIds: [tenantId] }, ...tags.map((tag) => ({ TenantTags: [tag] }))];
}

const THUMBPRINT = /^[0-9A-F]{40}$/i;

/** Of several with the same file one that is in use, if there is one. */
async function findByThumbprint(
  trail: Trail,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument | undefined> {
  if (spaceId === null || !THUMBPRINT.test(reference)) return undefined;
  const Thumbprint = reference.toUpperCase();
  for (const part of [{ Thumbprint, Archived: null }, { Thumbprint }]) {
    const page = { spaceIds: [spaceId], containing: [[part]], skip: 0, take: 1 };
    const { documents } = await trail.list({ type: certificates, ...page });
    if (documents[0] !== undefined) return documents[0];
  }
  return undefined;
}

/** The projects, library variable sets and others with a variable whose value is a certificate. */
async function usersOf(trail: Trail, { id }: StoredDocument): Promise<StoredDocument[]> {
  const { documents } = await trail.list({
    type: variableSets,
    containing: [[{ Variables: [{ Type: "Certificate", Value: id }] }]],
    skip: 0,
    take: TAKE_MAX,
  });
  return trail.documents(documents.map(({ body }) => String(body.OwnerId)));
}
