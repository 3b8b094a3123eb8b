import type { BodyOf } from "@indelible/domain";
import { Refusal, readCommand } from "@indelible/kernel";
import type { Json } from "@indelible/trail";
import type { TObject } from "typebox";
import { ActionError } from "./action-error.ts";
import { listIn } from "./list-in.ts";

/** The stored properties of an action or a step, by name: text, secrets in the clear. */
export type StoredProperties = ReadonlyMap<string, string>;

/**
 * Reads stored properties by a schema of fields (`domain/src/documents/fields.ts`). Flags are `True`
 * and `False` in any case, numbers are decimal, lists are comma-separated. A missing or blank property
 * gets the default of its field; properties that are not in the schema are left out. Fails with an
 * ActionError that lists all problems.
 */
export function readProperties<Schema extends TObject>(
  schema: Schema,
  stored: StoredProperties,
): BodyOf<Schema> {
  const given = Object.entries(schema.properties).flatMap(([name, field]) => {
    const text = stored.get(name) ?? "";
    return text === "" ? [] : [[name, typedValue(field, text)] as const];
  });
  try {
    return readCommand(schema, Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new ActionError(error.errors.join(" "));
  }
}

/** The value of a text in a field; invalid text stays text, which the schema refuses. */
function typedValue(field: { readonly type?: string | readonly string[] }, text: string): Json {
  const types = [field.type ?? []].flat();
  if (types.includes("array")) return listIn(text);
  if (types.includes("boolean") && /^(true|false)$/i.test(text))
    return text.toLowerCase() === "true";
  const isNumeric = types.includes("integer") || types.includes("number");
  return isNumeric && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
