import {
  type DocumentType,
  isOfType,
  type JsonObject,
  type StoredDocument,
  TrailError,
} from "@indelible/trail";

/**
 * Narrows a written document to its type; fails with TrailError `definition` if it has another one.
 */
export function ofType<Body extends JsonObject>(
  type: DocumentType<Body>,
  document: StoredDocument | undefined,
): StoredDocument<Body> {
  if (document !== undefined && isOfType(type, document)) return document;
  throw new TrailError("definition", `A commit wrote no ${type.label} document.`);
}
