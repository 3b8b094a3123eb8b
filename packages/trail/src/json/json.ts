import { nestedTooDeeply } from "./json-error.ts";

/** A JSON value (RFC 8259), read-only, because events share documents. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;

/** A JSON array. */
export type JsonArray = readonly Json[];

/** A JSON object. Its members are its own enumerable properties, `__proto__` included. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * Maximum depth of arrays and objects: a scalar has depth 0, `[[]]` depth 2. It keeps recursion far
 * below the limit of the stack, and is far above any document of the API.
 */
export const MAX_NESTING = 64;

/** True for a JSON object: neither null nor an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON array. `Array.isArray` alone does not narrow a read-only union. */
export function isArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** The own member of `object` with a name; undefined if there is none. */
export function member(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * True if both are the same JSON value: the order of an object's members does not matter, 0 and -0
 * are equal. JsonError `too-deep` if the values are equal down to MAX_NESTING and nested deeper.
 */
export function equals(a: Json, b: Json): boolean {
  return equalAt(a, b, 0);
}

function equalAt(a: Json, b: Json, depth: number): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (depth === MAX_NESTING) throw nestedTooDeeply(MAX_NESTING);
  if (isArray(a)) return isArray(b) && equalArrays(a, b, depth + 1);
  return isObject(b) && equalObjects(a, b, depth + 1);
}

function equalArrays(a: JsonArray, b: JsonArray, depth: number): boolean {
  return a.length === b.length && a.every((item, i) => equalAt(item, b[i] ?? null, depth));
}

function equalObjects(a: JsonObject, b: JsonObject, depth: number): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name) || !equalAt(a[name] ?? null, b[name] ?? null, depth)) return false;
  }
  return true;
}

/** A copy that shares nothing with `value`; several times as fast as `structuredClone`. */
export function copyOf<Value extends Json>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) return value.map(copied);
  const copy: Record<string, Json> = {};
  // A member called __proto__ must become a member of the copy too, not its prototype.
  for (const name of Object.keys(value)) define(copy, name, copied(member(value, name) ?? null));
  return copy;
}

function define(object: Record<string, Json>, name: string, value: Json): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, writable: true });
}
