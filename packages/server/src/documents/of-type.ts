import {
  type DocumentType,
  isOfType,
  type JsonObject,
  type StoredDocument,
  TrailError,
} from "@indelible/trail";

/** A document that was written, known to be of a type; fails with `definition` when it is not. */
export function ofType<Body extends JsonObject>(
  type: DocumentType<Body>,
  document: StoredDocument | undefined,
): StoredDocument<Body> {
  if (document !== undefined && isOfType(type, document)) return document;
  throw new TrailError("definition", `A commit wrote no ${type.label} document.`);
}
