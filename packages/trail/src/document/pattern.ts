import {
  isArray,
  isObject,
  type Json,
  type JsonArray,
  type JsonObject,
  member,
} from "../json/json.ts";

/** A place in a document that a pattern matches: `parent[key]`, which may be undefined. */
export interface Place {
  readonly parent: JsonObject | JsonArray;
  readonly key: string;
  /**
   * The place by identity instead of position: it starts at the innermost array item that has an
   * `Id`, so it stays the same when the item is reordered or moved to another list. Example:
   * `#a1b2/Value` instead of `/Variables/3/Value`.
   */
  readonly address: string;
}

/**
 * The places of `document` that `pattern` matches. A pattern is a JSON Pointer (RFC 6901) in which
 * a step `*` matches every item of an array and every member of an object, as in
 * `/EnvironmentIds/*`. Parents must exist; the last step may be missing.
 *
 * @param accepts filters the places; by default all
 */
export function placesAt(document: Json, pattern: string, accepts: Accepts = always): Place[] {
  const places: Place[] = [];
  walk({ steps: stepsOf(pattern), accepts, places }, document, 0, "");
  return places;
}

type Accepts = (parent: JsonObject | JsonArray, key: string) => boolean;

function always(): boolean {
  return true;
}

/** Every write uses the patterns of its type several times, so each is parsed only once. */
const knownSteps = new Map<string, readonly string[]>();

function stepsOf(pattern: string): readonly string[] {
  const known = knownSteps.get(pattern);
  if (known !== undefined) return known;
  const steps = pattern.split("/").slice(1);
  knownSteps.set(pattern, steps);
  return steps;
}

interface Walk {
  readonly steps: readonly string[];
  readonly accepts: Accepts;
  /** The places found so far, in the order of the document. */
  readonly places: Place[];
}

function walk(found: Walk, value: Json, depth: number, address: string): void {
  const step = found.steps[depth];
  if (step === undefined || typeof value !== "object" || value === null) return;
  if (step === "*") {
    for (const key of Object.keys(value)) visit(found, value, key, depth, address);
  } else if (!isArray(value) || step in value) {
    visit(found, value, step, depth, address);
  }
}

function visit(
  found: Walk,
  parent: JsonObject | JsonArray,
  key: string,
  depth: number,
  address: string,
): void {
  const isLast = depth === found.steps.length - 1;
  if (isLast && !found.accepts(parent, key)) return;
  const child = readAt(parent, key);
  if (isLast) {
    found.places.push({ parent, key, address: addressOf(parent, key, child, address) });
  } else if (typeof child === "object" && child !== null) {
    walk(found, child, depth + 1, addressOf(parent, key, child, address));
  }
}

function addressOf(
  parent: JsonObject | JsonArray,
  key: string,
  child: Json | undefined,
  address: string,
): string {
  const isIdentified = isArray(parent) && isObject(child) && typeof child.Id === "string";
  return isIdentified && child.Id !== "" ? `#${child.Id}` : `${address}/${key}`;
}

/** The value at a key of an object or array; undefined if there is none. */
export function readAt(parent: JsonObject | JsonArray, key: string): Json | undefined {
  return isArray(parent) ? parent[Number(key)] : member(parent, key);
}

/** The value at a place; undefined if there is none. */
export function valueAt(place: Place): Json | undefined {
  return readAt(place.parent, place.key);
}

/**
 * Sets the value at a place, or removes it with undefined. Changes the document in place: only for
 * a document that the caller has created.
 */
export function putAt(place: Place, value: Json | undefined): void {
  const parent = place.parent as Record<string, Json>;
  if (value === undefined) delete parent[place.key];
  else parent[place.key] = value;
}
