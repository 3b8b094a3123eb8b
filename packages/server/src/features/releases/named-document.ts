import { invalid } from "@indelible/kernel";
import type { DocumentType, JsonObject, StoredDocument, Trail } from "@indelible/trail";

/** The document of a type that a field of a request names; fails with 400 when there is none. */
export async function namedDocument<Body extends JsonObject>(
  trail: Trail,
  type: DocumentType<Body>,
  id: string | null | undefined,
  field: string,
): Promise<StoredDocument<Body>> {
  if (!id) throw invalid(`${field} is required.`);
  const found = await trail.documentOf(type, id);
  if (found !== undefined) return found;
  throw invalid(`${field}: there is no ${type.label} document '${id}'.`);
}
