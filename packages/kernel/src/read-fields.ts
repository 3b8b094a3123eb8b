import { isArray, isObject, type Json, type JsonObject } from "@indelible/trail";
import type { TSchema } from "typebox";
import { type AddressRule, credentialProblem } from "./address-credentials.ts";
import { compiledField } from "./compiled-field.ts";
import { sentenceOf } from "./field-sentence.ts";
import { readSecret } from "./read-secret.ts";
import { invalid } from "./refusal.ts";

/** The parts of a schema that reading uses. See `domain/src/documents/fields.ts`. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly default?: Json;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly patternProperties?: Readonly<Record<string, FieldSchema>>;
  readonly anyOf?: readonly FieldSchema[];
  readonly readOnly?: boolean;
  readonly trim?: boolean;
  readonly address?: AddressRule;
  readonly sensitive?: object;
  readonly needsMember?: boolean;
}

/** Levels of JSON without a schema at most. */
const NESTING_MAX = 32;
/** Problems that one answer lists at most. */
const PROBLEMS_MAX = 20;

/**
 * Reads the fields that a client sent by their schema. Names and choices may be in any case; unknown
 * fields are left out; null counts as not given. Nested objects get their defaults, while fields of
 * the first level that were not sent stay absent. Fails with 400 and a message for each problem.
 */
export function readFields(schema: TSchema, sent: unknown): JsonObject {
  if (!isObject(sent as Json)) throw invalid("The body must be a JSON object.");
  const problems: string[] = [];
  const fields = readObject(schema as FieldSchema, sent as JsonObject, "", problems, false);
  const misread = new Set(problems.map((problem) => problem.split(/[ .[]/, 1)[0]));
  for (const [name, value] of Object.entries(fields)) {
    if (misread.has(name)) continue;
    const field = (schema as FieldSchema).properties?.[name];
    if (field === undefined) continue;
    for (const error of compiledField(field as TSchema).Errors(value)) {
      problems.push(sentenceOf(name, error));
    }
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw invalid(first, ...others.slice(0, PROBLEMS_MAX - 1));
  return fields;
}

/**
 * Completes fields, and the objects within them, with the defaults of their schema. Fails with 400 for
 * a missing field of the first level that has no default.
 */
export function withDefaults(schema: TSchema, fields: JsonObject): JsonObject {
  const missing: string[] = [];
  const complete: Record<string, Json> = {};
  for (const [name, field] of Object.entries((schema as FieldSchema).properties ?? {})) {
    const value = fields[name] ?? field.default;
    if (value === undefined && field.readOnly !== true) missing.push(`${name} is required.`);
    if (value !== undefined) complete[name] = completed(field, value);
  }
  const [first, ...others] = missing;
  if (first !== undefined) throw invalid(first, ...others);
  return complete;
}

/** A value with the defaults of its schema in the objects within it; members are never removed. */
function completed(schema: FieldSchema, value: Json): Json {
  if (schema.anyOf !== undefined) return completed(variantFor(schema.anyOf, value), value);
  const { items, properties } = schema;
  if (isArray(value)) {
    return items === undefined ? value : value.map((item) => completed(items, item));
  }
  if (!isObject(value) || properties === undefined) return value;
  const members: Record<string, Json> = { ...value };
  for (const [name, field] of Object.entries(properties)) {
    const member = value[name] ?? field.default;
    if (member !== undefined) members[name] = completed(field, member);
  }
  return members;
}

function readObject(
  schema: FieldSchema,
  sent: JsonObject,
  path: string,
  problems: string[],
  nested: boolean,
): JsonObject {
  const fields: Record<string, Json> = {};
  const byName = new Map(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (field.readOnly === true && !nested) continue;
    const at = path === "" ? name : `${path}.${name}`;
    const given = sent[name] ?? byName.get(name.toLowerCase());
    const isRequired = schema.required?.includes(name) ?? false;
    const value = given === undefined || given === null ? absent(field, given, nested) : given;
    if (value === undefined) {
      if (nested && isRequired) problems.push(`${at} is required.`);
      continue;
    }
    fields[name] = readValue(field, value, at, problems);
  }
  return fields;
}

/** The value of a field that was not given; undefined leaves it out. */
function absent(field: FieldSchema, given: null | undefined, nested: boolean): Json | undefined {
  if (given === null || nested) return field.default;
  return undefined;
}

function readValue(schema: FieldSchema, value: Json, path: string, problems: string[]): Json {
  if (schema.anyOf !== undefined) {
    return readValue(variantFor(schema.anyOf, value), value, path, problems);
  }
  if (value === null && typesOf(schema).includes("null")) return null;
  if (typeof value === "string") return readText(schema, value, path, problems);
  if (Array.isArray(value)) return readList(schema, value, path, problems);
  if (isObject(value)) return readMembers(schema, value, path, problems);
  return readScalar(value, path, problems);
}

function typesOf(schema: FieldSchema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

function variantFor(variants: readonly FieldSchema[], value: Json): FieldSchema {
  const wanted = isObject(value) ? "object" : typeof value;
  return variants.find((variant) => typesOf(variant).includes(wanted)) ?? variants[0] ?? {};
}

function readText(schema: FieldSchema, value: string, path: string, problems: string[]): string {
  if (value.includes("\0")) problems.push(`${path} must not contain the NUL character.`);
  if (/\p{Surrogate}/u.test(value)) {
    problems.push(`${path} contains half of a surrogate pair, which is not valid Unicode.`);
  }
  const problem = schema.address && credentialProblem(schema.address, value);
  if (problem !== undefined) problems.push(`${path} ${problem}.`);
  const text = schema.trim === true ? value.trim() : value;
  const word = schema.enum?.find((known) => known.toLowerCase() === text.toLowerCase());
  return word ?? text;
}

function readList(
  schema: FieldSchema,
  value: readonly Json[],
  path: string,
  problems: string[],
): Json {
  if (schema.items === undefined) return readAnything(value, path, problems, 0);
  const items = schema.items;
  return value.map((item, index) => readValue(items, item, `${path}[${index}]`, problems));
}

function readMembers(
  schema: FieldSchema,
  value: JsonObject,
  path: string,
  problems: string[],
): Json {
  if (schema.properties !== undefined) {
    if (schema.needsMember === true) requireMember(schema.properties, value, path, problems);
    return readObject(schema, value, path, problems, true);
  }
  if (schema.sensitive !== undefined) {
    return readAnything(readSecret(value, path, problems), path, problems, 0);
  }
  const [values] = Object.values(schema.patternProperties ?? {});
  if (values === undefined) return readAnything(value, path, problems, 0);
  const members = Object.entries(value).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(
    members.map(([name, member]) => [
      readText({}, name, path, problems),
      readValue(values, member, `${path}.${name}`, problems),
    ]),
  );
}

/** Members that are not known are left out: a value with no others would be lost without a message. */
function requireMember(known: object, value: JsonObject, path: string, problems: string[]): void {
  const names = Object.keys(known);
  const sent = new Set(Object.keys(value).map((name) => name.toLowerCase()));
  if (names.some((name) => sent.has(name.toLowerCase()))) return;
  problems.push(`${path} must be text, or have one of ${names.join(", ")}.`);
}

/** `JSON.parse` reads 1e400 as infinity, which JSON cannot represent. */
function readScalar(value: Json, path: string, problems: string[]): Json {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    problems.push(`${path} is too large a number to be stored.`);
  }
  return value;
}

function readAnything(value: Json, path: string, problems: string[], depth: number): Json {
  if (depth > NESTING_MAX) {
    problems.push(`${path} is nested deeper than ${NESTING_MAX} levels.`);
    return null;
  }
  if (typeof value === "string") return readText({}, value, path, problems);
  if (Array.isArray(value)) {
    return value.map((item) => readAnything(item, path, problems, depth + 1));
  }
  if (!isObject(value)) return readScalar(value, path, problems);
  const members = Object.entries(value).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(
    members.map(([name, member]) => [
      readText({}, name, path, problems),
      readAnything(member, path, problems, depth + 1),
    ]),
  );
}
