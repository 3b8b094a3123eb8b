import type { DocumentDefinition } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";

/** Reads documents as a caller may see them. */
export interface DocumentReader {
  /** The document of an id, slug or name; fails with `not-found` when it is missing or hidden. */
  get(
    caller: Caller,
    definition: DocumentDefinition,
    spaceId: string | null,
    reference: string,
  ): Promise<StoredDocument>;
}
