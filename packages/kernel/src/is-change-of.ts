import type { DocumentChange, DocumentType, JsonObject } from "@indelible/trail";

/** Whether a change is of a document of a type; its bodies are then typed. */
export function isChangeOf<Body extends JsonObject>(
  type: DocumentType<Body>,
  change: DocumentChange,
): change is DocumentChange<Body> {
  return change.type.prefix === type.prefix;
}
