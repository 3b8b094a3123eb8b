import { isArray, isObject, type Json, type JsonObject } from "@indelible/trail/pure";
import type { Control, FormField } from "./control.ts";
import { type FormRow, type FormValue, NO_SECRET, type SecretEntry } from "./form-value.ts";

/** What the controls of a form hold for a document; without one, for a new document. */
export function readFields(fields: readonly FormField[], body: JsonObject = {}): JsonObject {
  return Object.fromEntries(
    fields.map(({ name, control }) => [name, readValue(control, body[name])]),
  );
}

/** What a control holds for a property of a document; for an absent one, its default. */
export function readValue(control: Control, shown: Json | undefined): FormValue {
  const json = shown === undefined ? control.initial : shown;
  switch (control.kind) {
    case "number":
      return typeof json === "number" ? json : null;
    case "flag":
      return json === true;
    case "words":
    case "choices":
    case "references":
      return isArray(json) ? json : [];
    case "secret":
      return readSecret(json, shown === undefined || control.shape === "object" ? false : null);
    case "property":
      return isObject(json) ? readSecret(json, false) : { ...NO_SECRET, ...plain(json) };
    case "group":
      return json === null ? null : readFields(control.fields, isObject(json) ? json : {});
    case "list":
      return isArray(json) ? json.map((item, index) => row(control.item, "", item, index)) : [];
    case "map":
      return isObject(json) ? readMap(control.value, json) : [];
    case "json":
      return json === undefined || json === null ? "" : JSON.stringify(json, null, 2);
    case "kept":
      return json ?? null;
    default:
      return typeof json === "string" ? json : "";
  }
}

/** A row that is added to a list or a map, with a key that no other row has. */
export function newRow(control: Control, rows: readonly FormRow[]): FormRow {
  const Key = Math.max(-1, ...rows.map((row) => row.Key)) + 1;
  // A group that may be null is added to be filled in.
  const isOff = control.kind === "group" && control.initial === null;
  return row(control, "", isOff ? {} : undefined, Key);
}

function readMap(value: Control, json: JsonObject): FormRow[] {
  return Object.entries(json).map(([name, entry], index) => row(value, name, entry, index));
}

function row(control: Control, Name: string, json: Json | undefined, Key: number): FormRow {
  return { Key, Name, Value: readValue(control, json) };
}

function plain(json: Json | undefined): Pick<SecretEntry, "IsSecret" | "Text" | "Shown"> {
  return { IsSecret: false, Text: typeof json === "string" ? json : "", Shown: json ?? null };
}

/** `otherwise` says whether there is a secret where the value itself does not say so. */
function readSecret(json: Json | undefined, otherwise: boolean | null): SecretEntry {
  return { ...NO_SECRET, HasValue: hasValue(json) ?? otherwise, Shown: json ?? null };
}

// Some clients put the secret into a separate member.
function hasValue(json: Json | undefined): boolean | undefined {
  if (!isObject(json)) return undefined;
  return hasValue(json.SensitiveValue) ?? json.HasValue === true;
}
