import type { DocumentType, ReferenceRule } from "../document/document-type.ts";
import { placesAt, valueAt } from "../document/pattern.ts";
import type { NamedDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { JsonObject } from "../json/json.ts";

/** A reference of a document. */
export interface Reference {
  readonly rule: ReferenceRule;
  readonly id: string;
}

/**
 * The error for an id that names no document of the expected types, or none that may be named here:
 * all have the same message, so that it does not tell which ids exist.
 */
export function missingReference(
  label: string,
  {
    field,
    to,
    id,
  }: { readonly field: string; readonly to: readonly string[]; readonly id: string },
): TrailError {
  return new TrailError(
    "missing-reference",
    `${label} ${field}: there is no ${to.join(" or ")} document '${id}'.`,
    { documentId: id },
  );
}

/** The references of a body, in the order of the rules. Empty ids are ignored. */
export function referencesOf(type: DocumentType, body: JsonObject): Reference[] {
  return type.references.flatMap((rule) =>
    placesAt(body, rule.at).flatMap((place) => {
      const id = valueAt(place);
      return typeof id === "string" && id !== "" ? [{ rule, id }] : [];
    }),
  );
}

/**
 * The ids that an event of a document relates to, the document first: those that its bodies (before
 * and after) refer to, and for references that follow, those that the referenced documents belong
 * to, transitively.
 */
export function relatedIds(
  type: DocumentType,
  id: string,
  bodies: readonly JsonObject[],
  named: ReadonlyMap<string, NamedDocument>,
): string[] {
  const related = new Set([id]);
  for (const body of bodies) {
    for (const { rule, id: target } of referencesOf(type, body)) {
      if (rule.relates === false) continue;
      related.add(target);
      if (rule.follows === true) addOwners(target, named, related);
    }
  }
  return [...related];
}

function addOwners(
  id: string,
  named: ReadonlyMap<string, NamedDocument>,
  related: Set<string>,
): void {
  for (const owner of named.get(id)?.owners ?? []) {
    if (related.has(owner)) continue;
    related.add(owner);
    addOwners(owner, named, related);
  }
}
