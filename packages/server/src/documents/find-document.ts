import type { DocumentDefinition } from "@indelible/domain";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { type HookRegistry, hooksOf } from "./document-hooks.ts";

/** What looking up a document needs. */
export interface FindTools {
  readonly trail: Trail;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/** Whether a document is in a space or of the whole installation. */
export function isWithin(spaceId: string | null, { spaceId: home }: StoredDocument): boolean {
  return home === null || home === spaceId;
}

/** The document of an id, slug, name or other reference that its type knows; undefined for none. */
export async function findDocument<Body extends JsonObject>(
  tools: FindTools,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument<Body> | undefined> {
  const byId = await tools.trail.documentOf(definition, reference);
  if (byId !== undefined && isWithin(spaceId, byId)) return byId;
  return findByName(tools, definition, spaceId, reference);
}

/** The same for a reference that is not an id. */
export async function findByName<Body extends JsonObject>(
  { trail, hooks }: FindTools,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  reference: string,
): Promise<StoredDocument<Body> | undefined> {
  const found =
    (await trail.findByUniqueValue(definition, spaceId, { Name: reference, Slug: reference })) ??
    (await hooksOf(hooks, definition).find?.(spaceId, reference));
  return found !== undefined && isWithin(spaceId, found) ? found : undefined;
}
