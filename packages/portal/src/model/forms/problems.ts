import type { JsonObject } from "@indelible/trail/pure";
import type { Control, FormField } from "./control.ts";
import {
  type FormValue,
  membersIn,
  rowsIn,
  type SecretEntry,
  secretIn,
  textIn,
  textsIn,
} from "./form-value.ts";
import { isTimeSpan } from "./time-span.ts";
import { parsed } from "./write-value.ts";

/** What is wrong with a form: a sentence by field, such as `Phases[0].Name`. */
export type Problems = Readonly<Record<string, string>>;

/** What the API would refuse, as far as the schema says. Empty if nothing is wrong. */
export function problemsOf(fields: readonly FormField[], values: JsonObject): Problems {
  return Object.fromEntries(fieldsProblems(fields, values, ""));
}

/** The path of a field below another: `Endpoint.Port`. */
export function pathOf(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

/** The path of an item of a list or a map, counted from 0: `Phases[0]`. */
export function itemPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

type Problem = readonly [path: string, sentence: string];

function fieldsProblems(
  fields: readonly FormField[],
  values: JsonObject,
  parent: string,
): readonly Problem[] {
  return fields.flatMap((field) => {
    const path = pathOf(parent, field.name);
    const value = values[field.name];
    if (field.isRequired && isEmpty(field.control, value))
      return [[path, `${field.label} is required.`] as const];
    return valueProblems(field.control, value, path, field.label);
  });
}

function valueProblems(
  control: Control,
  value: FormValue | undefined,
  path: string,
  label: string,
): readonly Problem[] {
  switch (control.kind) {
    case "group":
      return value === null ? [] : fieldsProblems(control.fields, membersIn(value), path);
    case "list":
      return rowsIn(value).flatMap((row, index) =>
        valueProblems(control.item, row.Value, itemPath(path, index), label),
      );
    case "map":
      return mapProblems(control.value, value, path, label);
    default: {
      const complaint = complaintOf(control, value);
      return complaint === undefined ? [] : [[path, `${label} ${complaint}.`]];
    }
  }
}

function mapProblems(
  control: Control,
  value: FormValue | undefined,
  path: string,
  label: string,
): readonly Problem[] {
  const rows = rowsIn(value);
  return rows.flatMap((row, index) => {
    const at = itemPath(path, index);
    if (row.Name === "") return [[at, "Enter a name."] as const];
    const isRepeated = rows.findIndex(({ Name }) => Name === row.Name) < index;
    if (isRepeated) return [[at, "This name is used above."] as const];
    return valueProblems(control, row.Value, at, label);
  });
}

function complaintOf(control: Control, value: FormValue | undefined): string | undefined {
  const text = textIn(value);
  switch (control.kind) {
    case "line":
      return lineComplaint(control, text);
    case "text":
      return lengthComplaint(control.maxLength, text);
    case "number":
      return numberComplaint(control, value);
    case "timeSpan":
      if (text === "") return control.isNullable ? undefined : "is required";
      return isTimeSpan(text) ? undefined : "must be a length of time such as 01:30:00";
    case "secret":
    case "property":
      return secretComplaint(secretIn(value));
    case "json":
      return parsed(text) === undefined ? "is not valid JSON" : undefined;
    default:
      return undefined;
  }
}

function secretComplaint({ IsSecret, Edit, Text }: SecretEntry): string | undefined {
  return IsSecret && Edit === "replace" && Text === "" ? "needs a new value" : undefined;
}

function lineComplaint(
  control: Extract<Control, { kind: "line" }>,
  text: string,
): string | undefined {
  if (text === "" && control.isNullable) return undefined;
  if (text.trim().length < control.minLength) return "is required";
  if (control.pattern !== undefined && !new RegExp(control.pattern).test(text))
    return "contains a character that is not allowed";
  return lengthComplaint(control.maxLength, text);
}

function lengthComplaint(maxLength: number | undefined, text: string): string | undefined {
  if (maxLength === undefined || text.length <= maxLength) return undefined;
  return `must have at most ${maxLength.toLocaleString("en")} characters`;
}

function numberComplaint(
  control: Extract<Control, { kind: "number" }>,
  value: FormValue | undefined,
): string | undefined {
  if (typeof value !== "number") return control.isNullable ? undefined : "is required";
  if (!Number.isInteger(value)) return "must be a whole number";
  const { minimum = -Infinity, maximum = Infinity } = control;
  if (value < minimum) return `must be at least ${minimum}`;
  return value > maximum ? `must be at most ${maximum}` : undefined;
}

function isEmpty(control: Control, value: FormValue | undefined): boolean {
  switch (control.kind) {
    case "words":
    case "choices":
    case "references":
      return textsIn(value).length === 0;
    case "secret":
      return secretIn(value).Edit === "keep" && secretIn(value).HasValue !== true;
    case "number":
      return typeof value !== "number";
    case "flag":
    case "group":
    case "list":
    case "map":
    case "property":
    case "kept":
      return false;
    default:
      return textIn(value).trim() === "";
  }
}
