import type { JsonObject } from "../json/json.ts";
import type { DocumentType } from "./document-type.ts";
import type { StoredDocument } from "./stored-document.ts";

/** Whether a document is of a type, by the prefix that the store holds; its body is then typed. */
export function isOfType<Body extends JsonObject>(
  type: DocumentType<Body>,
  document: StoredDocument,
): document is StoredDocument<Body> {
  return document.type === type.prefix;
}
