import type { ReferenceRule, SensitiveRule } from "@indelible/trail/pure";
import { type Static, type TProperties, type TSchema, Type } from "typebox";
import type { DocumentPrefix } from "./document-prefixes.ts";

/** Characters of a name. */
export const NAME_LENGTH_MAX = 200;
/** Characters of a description or of notes. */
export const TEXT_LENGTH_MAX = 100_000;
/** Items of a list within a document. */
export const LIST_LENGTH_MAX = 10_000;
/** Members of a map within a document. */
export const MAP_SIZE_MAX = 2_000;

/** What a field says of itself beyond JSON Schema; the registry reads it off the schema. */
export interface FieldNotes {
  /** The ids that may stand here, and what naming them means. */
  readonly reference?: Omit<ReferenceRule, "at">;
  readonly sensitive?: Omit<SensitiveRule, "at">;
  /** Never leaves the store. */
  readonly hidden?: true;
  /** Set by the server: what a client sends is ignored. */
  readonly readOnly?: true;
  /** White space around it is cut off. */
  readonly trim?: true;
}

/** The prefix of the one document type that a field refers to, or those of several. */
export type ReferredTypes = DocumentPrefix | readonly DocumentPrefix[];

/** A name that people give: not blank, at most 200 characters unless told. */
export function name(maxLength = NAME_LENGTH_MAX) {
  return Type.String({ minLength: 1, maxLength, trim: true });
}

/** Text that may be blank. */
export function text(maxLength = TEXT_LENGTH_MAX) {
  return Type.String({ maxLength, default: "" });
}

/** Text that may be missing altogether. */
export function optionalText(maxLength = TEXT_LENGTH_MAX) {
  return nullable(Type.String({ maxLength }));
}

/** A short text that names the document in addresses; made from the name when blank. */
export function slug() {
  return Type.String({ maxLength: NAME_LENGTH_MAX, default: "", pattern: "^[A-Za-z0-9_.-]*$" });
}

/** Yes or no; no unless told. */
export function flag(value = false) {
  return Type.Boolean({ default: value });
}

/** A whole number, from 0 unless told. */
export function integer(value = 0, minimum = 0) {
  return Type.Integer({ minimum, maximum: Number.MAX_SAFE_INTEGER, default: value });
}

/** One of a few words, the first unless told. */
export function choice<Word extends string>(...words: readonly [Word, ...Word[]]) {
  return Type.Enum([...words], { default: words[0] });
}

/** A time, ISO 8601 with an offset. */
export function time() {
  return nullable(Type.String({ format: "date-time", maxLength: 40 }));
}

/** A length of time as `timeSpan` takes it. */
export const TIME_SPAN = "^(\\d{1,7}\\.)?([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?$";

/** A length of time, `[days.]hours:minutes:seconds[.fraction]` as the field writes it. */
export function timeSpan(value: string) {
  return Type.String({ pattern: TIME_SPAN, default: value });
}

/** A list of at most 10,000 items, empty unless given. */
export function list<Item extends TSchema>(item: Item) {
  return Type.Array(item, { maxItems: LIST_LENGTH_MAX, default: [] });
}

/** A map of at most 2,000 entries with names of at most 200 characters, empty unless given. */
export function map<Value extends TSchema>(value: Value) {
  return Type.Record(Type.String({ pattern: `^[\\s\\S]{0,${NAME_LENGTH_MAX}}$` }), value, {
    additionalProperties: false,
    maxProperties: MAP_SIZE_MAX,
    default: {},
  });
}

/** A nested object; its fields have defaults of their own. */
export const object = Type.Object;

/**
 * A nested object that is there also when it was not given, with its fields' defaults; those of
 * `instead` hold only then.
 */
export function section<Fields extends TProperties>(
  fields: Fields,
  instead: Readonly<Record<string, unknown>> = {},
) {
  const defaults = Object.entries(fields).map(([field, schema]) => [
    field,
    (schema as { default?: unknown }).default,
  ]);
  return Type.Object(fields, { default: { ...Object.fromEntries(defaults), ...instead } });
}

/** Any JSON, for what the server stores and hands back without reading it. */
export function anything() {
  return Type.Unknown({ default: null });
}

/** The id of a document of one of some types; must be given. */
export function idOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return Type.String({ minLength: 1, maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) });
}

/** The id of a document, or null. */
export function optionalIdOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return nullable(Type.String({ maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) }));
}

/** The ids of documents. */
export function idsOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return list(
    Type.String({ minLength: 1, maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) }),
  );
}

/** A secret that stands in a field of its own. */
export function secret(keeping: SensitiveRule["keeping"], shape: SensitiveRule["shape"]) {
  return Type.Unsafe<unknown>({
    type: ["string", "object", "null"],
    default: null,
    sensitive: { keeping, shape },
  });
}

/** A field that only the server sets. */
export function readOnly<Field extends TSchema>(field: Field): Field {
  return { ...field, readOnly: true };
}

/** Fields that only the server sets. */
export function allReadOnly<Fields extends TProperties>(fields: Fields): Fields {
  const marked = { ...fields };
  for (const [name, field] of Object.entries(fields)) {
    Object.assign(marked, { [name]: readOnly(field) });
  }
  return marked;
}

/** A field that never leaves the store. */
export function hidden<Field extends TSchema>(field: Field): Field {
  return { ...field, hidden: true };
}

/** A field that may be null, and is unless given. */
export function nullable<Field extends TSchema>(field: Field) {
  const { type, ...rest } = field as Field & { type: string };
  return Type.Unsafe<Static<Field> | null>({ ...rest, type: [type, "null"], default: null });
}

function toRule(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to">) {
  return { ...rule, to: typeof to === "string" ? [to] : to };
}

/** A field with a sentence for help and generated documentation. */
export function described<Field extends TSchema>(field: Field, description: string): Field {
  return { ...field, description };
}
