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

/** Properties of a field in addition to those of JSON Schema. */
export interface FieldNotes {
  /** The types of document that the field may refer to, and what a reference means. */
  readonly reference?: Omit<ReferenceRule, "at">;
  /** The types of document that the field may name without referring to them: see `NamingRule`. */
  readonly names?: readonly DocumentPrefix[];
  readonly sensitive?: Omit<SensitiveRule, "at">;
  /** Never returned by the API and never recorded in events. */
  readonly hidden?: true;
  /** Set by the server: values from clients are ignored. */
  readonly readOnly?: true;
  /** An address (URI) in which clients must not send a user name, or a password. */
  readonly address?: "no-user" | "no-password";
  /** An object without any of the members of its schema is refused. */
  readonly needsMember?: true;
  /** White space at both ends is removed. */
  readonly trim?: true;
  /** It must not contain characters that readers cannot see: see `unseenCharacter`. */
  readonly isName?: true;
}

/** The prefixes of the document types that a field may refer to. */
export type ReferredTypes = DocumentPrefix | readonly DocumentPrefix[];

/** A name: not empty, by default at most 200 characters. */
export function name(maxLength = NAME_LENGTH_MAX) {
  return Type.String({ minLength: 1, maxLength, trim: true, isName: true });
}

/** A name that may be empty, which is its default. */
export function optionalName(maxLength: number) {
  return Type.String({ maxLength, default: "", isName: true });
}

/** Text, by default empty. */
export function text(maxLength = TEXT_LENGTH_MAX) {
  return Type.String({ maxLength, default: "" });
}

/** Text or null, by default null. */
export function optionalText(maxLength = TEXT_LENGTH_MAX) {
  return nullable(Type.String({ maxLength }));
}

/**
 * An address (URI), or null. A user name in it may be allowed, such as in the address of a repository; a
 * password is refused.
 */
export function address(rule: "no-user" | "no-password" = "no-user") {
  return nullable(Type.String({ maxLength: TEXT_LENGTH_MAX, address: rule }));
}

/** A short name for addresses; derived from the name by default. */
export function slug() {
  return Type.String({ maxLength: NAME_LENGTH_MAX, default: "", pattern: "^[A-Za-z0-9_.-]*$" });
}

/** A Boolean, by default false. */
export function flag(value = false) {
  return Type.Boolean({ default: value });
}

/** An integer, by default 0 and not negative. */
export function integer(value = 0, minimum = 0) {
  return Type.Integer({ minimum, maximum: Number.MAX_SAFE_INTEGER, default: value });
}

/** One of some words, by default the first. */
export function choice<Word extends string>(...words: readonly [Word, ...Word[]]) {
  return Type.Enum([...words], { default: words[0] });
}

/** A time in ISO 8601 with an offset, or null. */
export function time() {
  return nullable(Type.String({ format: "date-time", maxLength: 40 }));
}

/** The pattern of a `timeSpan`. */
export const TIME_SPAN = "^(\\d{1,7}\\.)?([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,7})?$";

/** A duration, `[days.]hours:minutes:seconds[.fraction]` (API reference, section 6). */
export function timeSpan(value: string) {
  return Type.String({ pattern: TIME_SPAN, default: value });
}

/** A list of at most 10,000 items, by default empty. */
export function list<Item extends TSchema>(item: Item) {
  return Type.Array(item, { maxItems: LIST_LENGTH_MAX, default: [] });
}

/** A map of at most 2,000 entries with names of at most 200 characters, by default empty. */
export function map<Value extends TSchema>(value: Value) {
  return Type.Record(Type.String({ pattern: `^[\\s\\S]{0,${NAME_LENGTH_MAX}}$` }), value, {
    additionalProperties: false,
    maxProperties: MAP_SIZE_MAX,
    default: {},
  });
}

/** A nested object; its fields have their own defaults. */
export const object = Type.Object;

/**
 * A nested object that is added when it is missing, with the defaults of its fields. `instead`
 * overrides these defaults in that case only.
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

/** Any JSON, which the server stores and returns without reading it; by default null. */
export function anything() {
  return Type.Unknown({ default: null });
}

/** The id of a document; required. */
export function idOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return Type.String({ minLength: 1, maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) });
}

/** The id of a document, or null. */
export function optionalIdOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return nullable(Type.String({ maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) }));
}

/** The ids of documents, by default none. */
export function idsOf(to: ReferredTypes, rule: Omit<ReferenceRule, "at" | "to"> = {}) {
  return list(
    Type.String({ minLength: 1, maxLength: NAME_LENGTH_MAX, reference: toRule(to, rule) }),
  );
}

/** The ids of documents that the body only names (see `NamingRule`), by default none. */
export function namesOf(...to: readonly DocumentPrefix[]) {
  return list(Type.String({ minLength: 1, maxLength: NAME_LENGTH_MAX, names: to }));
}

/** A field that holds a secret. */
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

/** A field that the API never returns and events never record. */
export function hidden<Field extends TSchema>(field: Field): Field {
  return { ...field, hidden: true };
}

/** A field that may be null, which is its default. */
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
