import type { DocumentDefinition } from "@indelible/domain";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { type HookRegistry, hooksOf } from "./document-hooks.ts";

/** Dependencies of looking up documents. */
export interface FindTools {
  readonly trail: Trail;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/** Whether a document is in a space or belongs to the whole installation. */
export function isWithin(spaceId: string | null, { spaceId: home }: StoredDocument): boolean {
  return home === null || home === spaceId;
}

/** Finds a document by id, slug, name or another reference that its type supports. */
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

/** Finds a document by a reference other than its id. */
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
