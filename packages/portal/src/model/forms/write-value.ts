import { equals, type Json, type JsonObject } from "@indelible/trail/pure";
import type { Control, FormField, SecretControl } from "./control.ts";
import {
  type FormValue,
  membersIn,
  rowsIn,
  type SecretEntry,
  secretIn,
  textIn,
  textsIn,
} from "./form-value.ts";

/** The body that the controls of a form say. Optional fields without a default are absent when blank. */
export function writeFields(fields: readonly FormField[], values: JsonObject): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ name, isRequired, control }) => {
      const json = writeValue(control, values[name]);
      const isAbsent = !isRequired && control.initial === undefined && isBlank(json);
      return isAbsent ? [] : [[name, json]];
    }),
  );
}

/** The property that a control says. A JSON text that cannot be read is null: see `problemsOf`. */
export function writeValue(control: Control, value: FormValue | undefined): Json {
  switch (control.kind) {
    case "number":
      return typeof value === "number" ? value : null;
    case "flag":
      return value === true;
    case "words":
    case "choices":
    case "references":
      return textsIn(value);
    case "secret":
      return writeSecret(control, secretIn(value));
    case "property":
      return writeProperty(secretIn(value));
    case "group":
      return value === null ? null : writeFields(control.fields, membersIn(value));
    case "list":
      return rowsIn(value).map((row) => writeValue(control.item, row.Value));
    case "map":
      return Object.fromEntries(
        rowsIn(value).map((row) => [row.Name, writeValue(control.value, row.Value)]),
      );
    case "json":
      return parsed(textIn(value)) ?? null;
    case "kept":
      return value ?? null;
    default:
      return control.isNullable && value === "" ? null : textIn(value);
  }
}

/**
 * What is sent to create a document, or to change the one that `before` was read from: only the
 * fields that differ, and those without which the API takes no document.
 */
export function changedFields(
  fields: readonly FormField[],
  before: JsonObject,
  values: JsonObject,
  isNew: boolean,
): JsonObject {
  const old = writeFields(fields, before);
  const body = writeFields(fields, values);
  const sent = fields.filter(
    ({ name, isRequired }) =>
      (isNew && isRequired) || !equals(old[name] ?? null, body[name] ?? null),
  );
  return Object.fromEntries(sent.map(({ name }) => [name, body[name] ?? null]));
}

/** The value of a JSON text; null for a blank one, undefined for one that is not JSON. */
export function parsed(text: string): Json | undefined {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writeSecret({ shape }: SecretControl, { Edit, Text, Shown }: SecretEntry): Json {
  if (Edit === "keep") return Shown;
  if (Edit === "clear") return { HasValue: false, NewValue: null };
  return shape === "null" ? Text : { HasValue: true, NewValue: Text };
}

function writeProperty(entry: SecretEntry): Json {
  if (entry.IsSecret) return writeSecret(SEALED, entry);
  return entry.Text === "" && entry.Shown === null ? null : entry.Text;
}

const SEALED: SecretControl = {
  kind: "secret",
  shape: "object",
  initial: undefined,
  isNullable: true,
};

function isBlank(json: Json): boolean {
  return json === null || json === "" || (Array.isArray(json) && json.length === 0);
}
