import { type DocumentDefinition, TIME_SPAN } from "@indelible/domain";
import type { Json } from "@indelible/trail/pure";
import { propertyName } from "../format/property-name.ts";
import type { Control, FormField } from "./control.ts";
import { isNullable, type SchemaNode, typeOf } from "./schema-node.ts";

/** Texts of at most this many characters are edited in one line. */
const LINE_LENGTH_MAX = 200;

/** The fields of a document that a user can write, in the order of the schema. */
export function documentForm({ schema }: Pick<DocumentDefinition, "schema">): readonly FormField[] {
  return fieldsOf(schema).filter(({ control }) => control.kind !== "kept");
}

function fieldsOf(node: SchemaNode): readonly FormField[] {
  return Object.entries(node.properties ?? {}).map(([name, field]) => ({
    name,
    label: labelOf(name),
    isRequired: field.default === undefined && (node.required?.includes(name) ?? false),
    control: isKept(field) ? kept(field) : controlOf(field),
  }));
}

/** The property in words. Of a flag, the word that it turns on: "Disabled" for `IsDisabled`. */
function labelOf(name: string): string {
  return propertyName(name.replace(/^Is(?=[A-Z])/, ""));
}

function isKept(field: SchemaNode): boolean {
  return field.readOnly === true || field.hidden === true || field.enum?.length === 1;
}

/** The control for a value of a schema. */
export function controlOf(node: SchemaNode): Control {
  const base = { initial: node.default, isNullable: isNullable(node) };
  if (node.anyOf) return { ...base, kind: "property" };
  if (node.sensitive && typeOf(node) !== "object" && node.sensitive.when === undefined)
    return { ...base, kind: "secret", shape: node.sensitive.shape };
  if (node.enum) return { ...base, kind: "choice", choices: node.enum };
  switch (typeOf(node)) {
    case "string":
      return textControl(node);
    case "integer":
    case "number":
      return { ...base, kind: "number", minimum: node.minimum, maximum: node.maximum };
    case "boolean":
      return { ...base, kind: "flag" };
    case "array":
      return listControl(node);
    case "object":
      return objectControl(node);
    default:
      return { ...base, kind: "json" };
  }
}

function textControl(node: SchemaNode): Control {
  const base = { initial: node.default, isNullable: isNullable(node) };
  const { reference, maxLength, minLength = 0, pattern } = node;
  if (reference) return { ...base, kind: "reference", to: reference.to };
  if (node.format === "date-time") return { ...base, kind: "time" };
  if (pattern === TIME_SPAN) return { ...base, kind: "timeSpan" };
  const isLine = pattern !== undefined || (maxLength ?? Infinity) <= LINE_LENGTH_MAX;
  if (isLine || minLength > 0) return { ...base, kind: "line", minLength, maxLength, pattern };
  return { ...base, kind: "text", maxLength };
}

function listControl(node: SchemaNode): Control {
  const base = { initial: node.default, isNullable: isNullable(node) };
  const item = controlOf(node.items ?? {});
  switch (item.kind) {
    case "line":
    case "text":
      return { ...base, kind: "words" };
    case "choice":
      return { ...base, kind: "choices", choices: item.choices };
    case "reference":
      return { ...base, kind: "references", to: item.to };
    case "json":
      return { ...base, kind: "json" };
    default:
      return { ...base, kind: "list", item };
  }
}

function objectControl(node: SchemaNode): Control {
  const base = { isNullable: isNullable(node) };
  const [value] = Object.values(node.patternProperties ?? {});
  if (value) return { ...base, initial: node.default, kind: "map", value: controlOf(value) };
  const fields = fieldsOf(node).map(withKeptId);
  const initial = node.default === undefined ? defaults(fields) : node.default;
  return { ...base, initial, kind: "group", fields };
}

// The id of a part of a document is the server's business: a user neither reads nor sets it.
function withKeptId(field: FormField): FormField {
  if (field.name !== "Id") return field;
  return { ...field, control: { ...field.control, kind: "kept" } };
}

function kept(node: SchemaNode): Control {
  return { initial: node.default, isNullable: isNullable(node), kind: "kept" };
}

/** What a group holds when nothing was set: the defaults of its fields. */
function defaults(fields: readonly FormField[]): Json {
  return Object.fromEntries(
    fields.flatMap(({ name, control: { initial } }) =>
      initial === undefined ? [] : [[name, initial]],
    ),
  );
}
