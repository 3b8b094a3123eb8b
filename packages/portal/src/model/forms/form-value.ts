import {
  isArray,
  isObject,
  type Json,
  type JsonArray,
  type JsonObject,
} from "@indelible/trail/pure";

/**
 * What a control holds while a form is edited. It is JSON, so that it can be stored as a draft:
 *
 * - texts, words to choose from, ids, times: a string, "" when empty
 * - numbers: a number, null when empty; flags: a boolean
 * - words, choices, references: a list of strings
 * - secrets and properties: {@link SecretEntry}
 * - groups: an object by field, null when a group is switched off
 * - lists and maps: a list of {@link FormRow}
 * - JSON: its text
 */
export type FormValue = Json;

/** An item of a list, or an entry of a map under its `Name`. `Key` identifies the row. */
export interface FormRow extends JsonObject {
  readonly Key: number;
  readonly Name: string;
  readonly Value: Json;
}

/** What is to become of a secret: it stays, becomes `Text`, or is removed. */
export type SecretEdit = "keep" | "replace" | "clear";

/** A secret, or a property that may be one, while it is edited. */
export interface SecretEntry extends JsonObject {
  /** False only for a property whose value is plain text. */
  readonly IsSecret: boolean;
  readonly Edit: SecretEdit;
  /** The plain text, or the new secret. */
  readonly Text: string;
  /** Whether there is a secret to keep; null if the API does not say. */
  readonly HasValue: boolean | null;
  /** The value as the API shows it: sent back, it changes nothing. */
  readonly Shown: Json;
}

/** The text in a control; "" for anything else. */
export function textIn(value: FormValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The texts in a control that holds several. */
export function textsIn(value: FormValue | undefined): string[] {
  return itemsIn(value).filter((item) => typeof item === "string");
}

/** The fields of a group; none when it is switched off. */
export function membersIn(value: FormValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The rows of a list or a map. */
export function rowsIn(value: FormValue | undefined): FormRow[] {
  return itemsIn(value).filter(isRow);
}

/** The secret in a control. */
export function secretIn(value: FormValue | undefined): SecretEntry {
  return isSecretEntry(value) ? value : NO_SECRET;
}

/** A secret that was never set. */
export const NO_SECRET: SecretEntry = {
  IsSecret: true,
  Edit: "keep",
  Text: "",
  HasValue: false,
  Shown: null,
};

function itemsIn(value: FormValue | undefined): JsonArray {
  return isArray(value) ? value : [];
}

function isRow(value: Json): value is FormRow {
  return isObject(value) && typeof value.Key === "number" && typeof value.Name === "string";
}

function isSecretEntry(value: Json | undefined): value is SecretEntry {
  return isObject(value) && typeof value.IsSecret === "boolean" && typeof value.Edit === "string";
}
