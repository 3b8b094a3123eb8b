import type { DocumentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import { withoutSecrets } from "./secret-slots.ts";

/**
 * A stored document in the form for events: its id and space, and its body without secrets (I5).
 */
export function shownDocument(
  type: DocumentType,
  id: string,
  spaceId: string | null,
  body: JsonObject,
): JsonObject {
  const identity = { Id: id, ...(spaceId === null ? {} : { SpaceId: spaceId }) };
  return { ...identity, ...withoutSecrets(type, body) };
}
