import type { DocumentDefinition } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { type Creation, creation, type JsonObject, type PartOf } from "@indelible/trail";

/**
 * The creation of a document of the installation, without a request: `now` is ISO 8601. Its fields are
 * not checked.
 */
export function initialDocument<Body extends JsonObject>(
  type: DocumentDefinition<Body>,
  id: string,
  fields: PartOf<NoInfer<Body>>,
  now: string,
): Creation<Body> {
  const body = type.complete(completeBody(type, fields), { id, now, before: undefined });
  return creation(type, { id, spaceId: null, body });
}
