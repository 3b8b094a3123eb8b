import type { DocumentType, ReferenceRule } from "../document/document-type.ts";
import { placesAt, valueAt } from "../document/pattern.ts";
import { type NamedDocument, prefixOf } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { Json, JsonObject } from "../json/json.ts";

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

/** What relations depend on in addition to the document itself. */
export interface Surroundings {
  /** Titles, owners and tags of the documents that the commit has read or creates. */
  readonly named: ReadonlyMap<string, NamedDocument>;
  /** Prefixes of the document types whose ids determine who may see an event. */
  readonly scopeTypes: ReadonlySet<string>;
}

/**
 * The ids that an event of a document relates to, the document first: those that its bodies (before
 * and after) refer to. For references that follow, and for scopes, also those that the referenced
 * documents belong to, transitively: the group of a project.
 *
 * @param extra ids that it relates to for another reason
 */
export function relatedIds(
  { named, scopeTypes }: Surroundings,
  type: DocumentType,
  id: string,
  bodies: readonly JsonObject[],
  extra: readonly string[] = [],
): string[] {
  const related = new Set([id]);
  const add = (target: string, follows: boolean) => {
    related.add(target);
    if (follows || scopeTypes.has(prefixOf(target))) addOwners(target, named, related);
  };
  for (const body of bodies) {
    for (const { rule, id: target } of referencesOf(type, body)) {
      if (rule.relates !== false) add(target, rule.follows === true);
    }
    for (const target of type.alsoRelated(body)) add(target, false);
  }
  for (const target of extra) add(target, false);
  return [...related];
}

/**
 * The tags that events of a document keep, sorted: those of the document before and after, and of
 * the documents that it relates to.
 */
export function relatedTags(
  { named }: Pick<Surroundings, "named">,
  type: DocumentType,
  bodies: readonly JsonObject[],
  related: readonly string[],
): string[] {
  const [, ...others] = related;
  const own = bodies.flatMap((body) => tagsOf(type, body));
  return [...new Set([...own, ...others.flatMap((id) => named.get(id)?.tags ?? [])])].sort();
}

/** The tags in a body. */
export function tagsOf({ tagsIn }: DocumentType, body: JsonObject): string[] {
  return tagsIn === undefined ? [] : textsIn(body[tagsIn]);
}

/** The texts of a list; none for anything else. */
export function textsIn(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
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
