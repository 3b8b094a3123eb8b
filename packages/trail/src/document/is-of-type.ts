import type { JsonObject } from "../json/json.ts";
import type { DocumentType } from "./document-type.ts";
import type { StoredDocument } from "./stored-document.ts";

/** Whether a document is of a type, by its stored prefix; narrows the type of its body. */
export function isOfType<Body extends JsonObject>(
  type: DocumentType<Body>,
  document: StoredDocument,
): document is StoredDocument<Body> {
  return document.type === type.prefix;
}
