import { isObject, type Json, type JsonArray, member } from "../json/json.ts";

/**
 * The property that identifies the items of an array, by the place of the array: a JSON Pointer
 * with `*` for array indices, such as `{ "/Phases": "Name" }`. If a rule does not apply, the
 * default rules are tried: `Id`, then `Name`, then scalars by value.
 */
export type IdentityRules = Readonly<Record<string, string>>;

/** What identifies an item in its array; undefined for an item that is certainly new or removed. */
export type Identity = string | number | undefined;

/**
 * The identities of the items of two arrays, by index. Unique within each array, except undefined.
 */
export interface Identities {
  readonly before: readonly Identity[];
  readonly after: readonly Identity[];
}

/**
 * The identities by the first rule that applies to both arrays: the property `rule` if given, `Id`,
 * `Name`, scalars by value and occurrence. Undefined if none applies.
 */
export function identify(
  before: JsonArray,
  after: JsonArray,
  rule: string | undefined,
): Identities | undefined {
  for (const property of rule === undefined ? DEFAULT_PROPERTIES : [rule, ...DEFAULT_PROPERTIES]) {
    const identities = both(before, after, (items) => byProperty(items, property));
    // If no item has the property, another one may identify the items.
    if (identities !== undefined && isAnyDefined(identities)) return identities;
  }
  return both(before, after, byValue);
}

const DEFAULT_PROPERTIES = ["Id", "Name"];

function both(
  before: JsonArray,
  after: JsonArray,
  rule: (items: JsonArray) => Identity[] | undefined,
): Identities | undefined {
  const left = rule(before);
  const right = left && rule(after);
  return left && right && { before: left, after: right };
}

function isAnyDefined({ before, after }: Identities): boolean {
  const isDefined = (identity: Identity) => identity !== undefined;
  return before.some(isDefined) || after.some(isDefined);
}

/** By a property that all items have, unique unless empty; an empty value identifies nothing. */
function byProperty(items: JsonArray, property: string): Identity[] | undefined {
  const seen = new Set<Identity>();
  const identities: Identity[] = [];
  for (const item of items) {
    const value = isObject(item) ? member(item, property) : undefined;
    if ((typeof value !== "string" && typeof value !== "number") || seen.has(value)) {
      return undefined;
    }
    if (value !== "") seen.add(value);
    identities.push(value === "" ? undefined : value);
  }
  return identities;
}

/** Scalars by value: the second "web" of a list is a different item from the first. */
function byValue(items: JsonArray): Identity[] | undefined {
  const occurrences = new Map<Json, number>();
  const identities: Identity[] = [];
  for (const item of items) {
    if (typeof item === "object" && item !== null) return undefined;
    const occurrence = occurrences.get(item) ?? 0;
    occurrences.set(item, occurrence + 1);
    identities.push(`${occurrence} ${JSON.stringify(item)}`);
  }
  return identities;
}
