import type { DocumentDefinition } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import type { JsonObject, StoredDocument } from "@indelible/trail";

/** Reads documents as a caller may see them. */
export interface DocumentReader {
  /** The document of an id, slug or name; fails with `not-found` when it is missing or hidden. */
  get<Body extends JsonObject>(
    caller: Caller,
    definition: DocumentDefinition<Body>,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument<Body>>;
}

/**
 * Fails like a write of a document with these fields if they name documents that the caller may not
 * see, or of another space.
 */
export type NamingCheck = (
  caller: Caller,
  definition: DocumentDefinition,
  spaceId: string | null,
  fields: JsonObject,
) => Promise<void>;
