import { Refusal, readFields, withDefaults } from "@indelible/kernel";
import type { Json, JsonObject } from "@indelible/trail";
import type { Static, TObject } from "typebox";
import { ActionError } from "./action-error.ts";
import { listIn } from "./list-in.ts";

/** The properties of an action or a step as they are stored: text, secrets in the clear. */
export type StoredProperties = ReadonlyMap<string, string>;

/**
 * Reads stored properties by a schema of fields (`domain/src/documents/fields.ts`). Flags are `True`
 * and `False` in any case, numbers are decimal, lists are comma-separated. A missing or blank property
 * has the default of its field; properties that the schema does not name are left out. Fails with
 * ActionError, a sentence for each problem.
 */
export function readProperties<Schema extends TObject>(
  schema: Schema,
  stored: StoredProperties,
): Static<Schema> {
  const given = Object.entries(schema.properties).flatMap(([name, field]) => {
    const text = stored.get(name) ?? "";
    return text === "" ? [] : [[name, typedValue(field, text)] as const];
  });
  try {
    const fields: JsonObject = withDefaults(schema, readFields(schema, Object.fromEntries(given)));
    return fields as Static<Schema>;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new ActionError(error.errors.join(" "));
  }
}

/** What a text means in a field; text that means nothing stays text, for the schema to refuse. */
function typedValue(field: { readonly type?: string | readonly string[] }, text: string): Json {
  const types = [field.type ?? []].flat();
  if (types.includes("array")) return listIn(text);
  if (types.includes("boolean") && /^(true|false)$/i.test(text))
    return text.toLowerCase() === "true";
  const isNumeric = types.includes("integer") || types.includes("number");
  return isNumeric && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
