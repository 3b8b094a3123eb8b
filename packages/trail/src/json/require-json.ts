import { type Json, MAX_NESTING } from "./json.ts";
import { JsonError, nestedTooDeeply } from "./json-error.ts";

/**
 * Checks that `value` is JSON at every level, else throws JsonError: `not-json` for undefined
 * (including holes of arrays), NaN, infinities, functions, symbols, bigints and instances of
 * classes; `too-deep` beyond MAX_NESTING, and so for a cycle.
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

// A plain object of another realm (a worker, a frame) has a different Object.prototype, but that is
// also the end of its prototype chain.
function requirePlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw new JsonError("not-json", "JSON has plain objects only, no Date, Map or other class.");
}
