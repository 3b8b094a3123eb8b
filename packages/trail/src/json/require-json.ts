import { type Json, MAX_NESTING } from "./json.ts";
import { JsonError, nestedTooDeeply } from "./json-error.ts";

/**
 * Returns if `value` is JSON through and through, else throws JsonError: `not-json` for undefined
 * (holes of arrays too), NaN, infinities, functions, symbols, bigints and objects of a class;
 * `too-deep` beyond MAX_NESTING, which a cycle always reaches.
 */
export function requireJson(value: unknown): asserts value is Json {
  requireAt(value, 0);
}

function requireAt(value: unknown, depth: number): void {
  if (value === null) return;
  if (typeof value !== "object") requireScalar(value);
  else if (depth === MAX_NESTING) throw nestedTooDeeply(MAX_NESTING);
  else if (Array.isArray(value)) {
    // A loop, unlike forEach, sees the holes of an array.
    for (const item of value) requireAt(item, depth + 1);
  } else {
    requirePlain(value);
    for (const child of Object.values(value)) requireAt(child, depth + 1);
  }
}

function requireScalar(value: unknown): void {
  const type = typeof value;
  if (type === "string" || type === "boolean") return;
  if (type !== "number") throw new JsonError("not-json", `JSON has no ${type}.`);
  if (!Number.isFinite(value)) throw new JsonError("not-json", "JSON has no NaN and no infinity.");
}

// A plain object of another realm (a worker, a frame) has another Object.prototype, but like ours
// that prototype is the end of its chain.
function requirePlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw new JsonError("not-json", "JSON has plain objects only, no Date, Map or other class.");
}
