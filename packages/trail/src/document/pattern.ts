import {
  isArray,
  isObject,
  type Json,
  type JsonArray,
  type JsonObject,
  member,
} from "../json/json.ts";

/** A place in a document that a pattern matched: `parent[key]`, which may be undefined. */
export interface Place {
  readonly parent: JsonObject | JsonArray;
  readonly key: string;
  /**
   * The place by identity rather than by position: an array item is named by its `Id`, so that a
   * reordering does not move it. Example: `/Variables/#a1b2/Value`.
   */
  readonly address: string;
}

/**
 * The places of `document` that `pattern` matches. A pattern is a JSON Pointer (RFC 6901) in which
 * a step `*` stands for every item of an array or every member of an object, as in
 * `/EnvironmentIds/*`.
 * Places whose parents are missing are not there; the last step need not exist.
 */
export function placesAt(document: Json, pattern: string): Place[] {
  return walk(document, pattern.split("/").slice(1), "");
}

function walk(value: Json, steps: readonly string[], address: string): Place[] {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== "object" || value === null) return [];
  return keysFor(value, step).flatMap((key) => {
    const child = readAt(value, key);
    const here = `${address}/${addressOf(value, key, child)}`;
    if (rest.length === 0) return [{ parent: value, key, address: here }];
    return child === undefined ? [] : walk(child, rest, here);
  });
}

function keysFor(parent: JsonObject | JsonArray, step: string): string[] {
  if (step === "*") return Object.keys(parent);
  return isArray(parent) && !(step in parent) ? [] : [step];
}

function addressOf(parent: JsonObject | JsonArray, key: string, child: Json | undefined): string {
  if (!isArray(parent) || child === undefined || !isObject(child)) return key;
  return typeof child.Id === "string" && child.Id !== "" ? `#${child.Id}` : key;
}

/** The value at a key of an object or array, or undefined. */
export function readAt(parent: JsonObject | JsonArray, key: string): Json | undefined {
  return isArray(parent) ? parent[Number(key)] : member(parent, key);
}

/** The value at a place, or undefined where there is none. */
export function valueAt(place: Place): Json | undefined {
  return readAt(place.parent, place.key);
}

/** Puts a value at a place; undefined takes it away. Only for documents the caller made itself. */
export function putAt(place: Place, value: Json | undefined): void {
  const parent = place.parent as Record<string, Json>;
  if (value === undefined) delete parent[place.key];
  else parent[place.key] = value;
}
