import type { JsonObject } from "../json/json.ts";

/**
 * A document as stored: with sealed secrets and hidden fields. `Body` is the body of its document
 * type, or any JSON object for documents of several types.
 */
export interface StoredDocument<Body extends JsonObject = JsonObject> {
  readonly id: string;
  /** Prefix of its document type. */
  readonly type: string;
  /** Null for a document of the whole installation. */
  readonly spaceId: string | null;
  /** Counts its writes; 1 when new. */
  readonly version: number;
  readonly title: string;
  readonly body: Body;
  readonly modifiedOn: Date;
  /** Name of the user who changed it last. */
  readonly modifiedBy: string;
}

/** The part of a document that messages and relations need. */
export interface NamedDocument {
  readonly id: string;
  readonly type: string;
  readonly spaceId: string | null;
  readonly title: string;
  /** Ids of the documents that it belongs to (references that follow). */
  readonly owners: readonly string[];
  readonly tags: readonly string[];
}

/** The prefix of an id: `Projects` of `Projects-1`. Ids may nest: `variableset-Projects-1`. */
export function prefixOf(id: string): string {
  const dash = id.indexOf("-");
  return dash === -1 ? id : id.slice(0, dash);
}
