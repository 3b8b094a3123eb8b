import { TrailError } from "../errors.ts";
import type { Json, JsonObject } from "../json/json.ts";
import type { PreparedChange } from "./prepare.ts";

/** Bytes of the canonical text of an event. */
export const EVENT_BYTES_MAX = 32 * 1024 * 1024;

/** Fails with `limit` for a new body that is larger than its type allows. */
export function checkSize({ type, before, after }: PreparedChange): void {
  if (after === undefined || after === before) return;
  const bytes = Buffer.byteLength(JSON.stringify(after));
  const { limit, label } = type;
  if (bytes > limit.bytes) throw tooLarge(label, bytes, limit.bytes, "bytes");
  // An item has at least two bytes, with the comma after it.
  const items = bytes / 2 > limit.items ? countItems(after) : 0;
  if (items > limit.items) throw tooLarge(label, items, limit.items, "items");
}

/** Fails with `limit` for an event that is too large to be recorded. */
export function checkEventSize(label: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > EVENT_BYTES_MAX) {
    throw tooLarge(`event of this ${label}`, bytes, EVENT_BYTES_MAX, "bytes");
  }
}

/** The members of objects and elements of arrays in a body, at all depths. */
function countItems(body: JsonObject): number {
  let count = 0;
  const open: Json[] = [body];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const items = Object.values(value);
    count += items.length;
    for (const item of items) open.push(item);
  }
  return count;
}

function tooLarge(what: string, size: number, max: number, unit: string): TrailError {
  const message = `The ${what.toLowerCase()} has ${size} ${unit}, more than the ${max} that are allowed.`;
  return new TrailError("limit", message);
}
