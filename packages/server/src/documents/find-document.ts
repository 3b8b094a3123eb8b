import type { DocumentDefinition } from "@indelible/domain";
import type { StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks } from "./document-hooks.ts";

/** What looking up a document needs. */
export interface FindTools {
  readonly trail: Trail;
  /** By prefix of the type. */
  readonly hooks: Readonly<Record<string, DocumentHooks>>;
}

/** Whether a document is of a type, and in a space or of the whole installation. */
export function isWithin(
  definition: DocumentDefinition,
  spaceId: string | null,
  { type, spaceId: home }: StoredDocument,
): boolean {
  return type === definition.prefix && (home === null || home === spaceId);
}

/** The document of an id, slug, name or other reference that its type knows; undefined for none. */
export async function findDocument(
  tools: FindTools,
  definition: DocumentDefinition,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument | undefined> {
  const [byId] = await tools.trail.documents([reference]);
  if (byId !== undefined && isWithin(definition, spaceId, byId)) return byId;
  return findByName(tools, definition, spaceId, reference);
}

/** The same for a reference that is not an id. */
export async function findByName(
  { trail, hooks }: FindTools,
  definition: DocumentDefinition,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument | undefined> {
  const found =
    (await trail.findByUniqueValue(definition, spaceId, { Name: reference, Slug: reference })) ??
    (await hooks[definition.prefix]?.find?.(spaceId, reference));
  return found !== undefined && isWithin(definition, spaceId, found) ? found : undefined;
}
