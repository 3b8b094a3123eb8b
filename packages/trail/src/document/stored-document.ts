import type { JsonObject } from "../json/json.ts";

/**
 * A document as the store holds it: secrets sealed, hidden fields present. `Body` is the body of its
 * document type, or any JSON object where documents of several types are handled alike.
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
  /** Name of the user who wrote it last. */
  readonly modifiedBy: string;
}

/** What is known of a document that was only named: enough for messages and relations. */
export interface NamedDocument {
  readonly id: string;
  readonly type: string;
  readonly spaceId: string | null;
  readonly title: string;
  /** Ids of the documents it belongs to (references that follow). */
  readonly owners: readonly string[];
}

/** The prefix of an id: `Projects` of `Projects-1`. Ids may nest: `variableset-Projects-1`. */
export function prefixOf(id: string): string {
  const dash = id.indexOf("-");
  return dash === -1 ? id : id.slice(0, dash);
}
