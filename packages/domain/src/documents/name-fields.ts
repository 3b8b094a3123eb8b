import { type JsonObject, placesAt, valueAt } from "@indelible/trail/pure";
import type { SchemaFor } from "./define-document.ts";
import { notedFields } from "./field-notes.ts";
import { unseenCharacter } from "./visible-text.ts";

/** The names that clients set in the documents of a schema, as patterns of their places. */
const patterns = new WeakMap<SchemaFor, readonly string[]>();

function namePatterns(schema: SchemaFor): readonly string[] {
  const known = patterns.get(schema);
  if (known !== undefined) return known;
  const fields = notedFields(schema);
  const fixed = fields.filter(({ notes }) => notes.readOnly).map(({ at }) => at);
  const isFixed = (at: string) => fixed.some((path) => at === path || at.startsWith(`${path}/`));
  const names = fields.filter(({ at, notes }) => notes.isName && !isFixed(at)).map(({ at }) => at);
  patterns.set(schema, names);
  return names;
}

/**
 * One message for each new name in a body that has a control, bidirectional or invisible character.
 * Names that the stored body has stay valid, so that documents of earlier versions can be changed.
 */
export function nameProblems(
  schema: SchemaFor,
  body: JsonObject,
  before: JsonObject | undefined,
): string[] {
  return namePatterns(schema).flatMap((pattern) => {
    const old = new Set(before && placesAt(before, pattern).map(valueAt));
    return placesAt(body, pattern).flatMap((place) => {
      const name = valueAt(place);
      const unseen = typeof name === "string" && !old.has(name) ? unseenCharacter(name) : undefined;
      const field = place.pointer.slice(1).replaceAll("/", ".");
      return unseen === undefined
        ? []
        : [`${field} must not contain control, bidirectional or invisible characters (${unseen}).`];
    });
  });
}
