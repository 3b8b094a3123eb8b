import {
  isArray,
  isObject,
  type Json,
  type JsonArray,
  type JsonObject,
  member,
} from "../json/json.ts";
import { escapeSegment } from "../json/pointer.ts";
import { requireJson } from "../json/require-json.ts";
import { planArray } from "./array-plan.ts";
import type { IdentityRules } from "./identity.ts";
import { MAX_OPERATIONS, type Operation } from "./operation.ts";

/**
 * The operations of RFC 6902 that turn `before` into `after`: `apply(before, differences(before,
 * after))` always equals `after`; equal documents have none. Items of arrays are compared by
 * identity (see IdentityRules), so a reordering is moves and an edit of one item one `replace`.
 *
 * Changes inside an item are before the array's removals, moves and additions, and removals are in
 * descending order: so every `replace` and `remove` refers to `before`, and a reader finds the old
 * value there without applying anything. Only the last index of an `add` or `move` refers to the
 * array as changed so far.
 *
 * Values are shared with `after`, not copied. An array beyond the limits of `planArray` is one
 * `replace`, and so is a document with more than MAX_OPERATIONS. JsonError: `not-json`, `too-deep`.
 */
export function differences(before: Json, after: Json, rules: IdentityRules = {}): Operation[] {
  requireJson(before);
  requireJson(after);
  const { operations } = new Comparison(before, after, rules);
  return operations.length <= MAX_OPERATIONS
    ? operations
    : [{ op: "replace", path: "", value: after }];
}

/**
 * The place of a value in the old document: its JSON Pointer, and the same with `*` for array
 * indices.
 */
interface Place {
  readonly path: string;
  readonly pattern: string;
}

class Comparison {
  readonly operations: Operation[] = [];
  readonly #rules: IdentityRules;

  constructor(before: Json, after: Json, rules: IdentityRules) {
    this.#rules = rules;
    this.#compare(before, after, { path: "", pattern: "" });
  }

  #compare(before: Json, after: Json, place: Place): void {
    if (before === after) return;
    if (isArray(before) && isArray(after)) this.#compareArrays(before, after, place);
    else if (isObject(before) && isObject(after)) this.#compareObjects(before, after, place);
    else this.operations.push({ op: "replace", path: place.path, value: after });
  }

  #compareArrays(before: JsonArray, after: JsonArray, { path, pattern }: Place): void {
    const rule = Object.hasOwn(this.#rules, pattern) ? this.#rules[pattern] : undefined;
    const plan = planArray(before, after, path, rule);
    if (plan === undefined) {
      this.operations.push({ op: "replace", path, value: after });
      return;
    }
    for (const [i, j] of plan.pairs) {
      const place = { path: `${path}/${i}`, pattern: `${pattern}/*` };
      this.#compare(before[i] ?? null, after[j] ?? null, place);
    }
    for (const operation of plan.operations) this.operations.push(operation);
  }

  #compareObjects(before: JsonObject, after: JsonObject, { path, pattern }: Place): void {
    const gone: Operation[] = [];
    for (const [name, value] of Object.entries(before)) {
      const now = member(after, name);
      if (now === value) continue;
      const segment = `/${escapeSegment(name)}`;
      const place = { path: path + segment, pattern: pattern + segment };
      if (now === undefined) gone.push({ op: "remove", path: place.path });
      else this.#compare(value, now, place);
    }
    for (const operation of gone) this.operations.push(operation);
    for (const [name, value] of Object.entries(after)) {
      if (Object.hasOwn(before, name)) continue;
      this.operations.push({ op: "add", path: `${path}/${escapeSegment(name)}`, value });
    }
  }
}
