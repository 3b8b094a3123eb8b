import { isArray, isObject, type Json, MAX_NESTING, member } from "./json.ts";
import { JsonError, nestedTooDeeply } from "./json-error.ts";

/**
 * One segment with its escapes in a JSON Pointer: `~` becomes `~0` and `/` becomes `~1` (RFC 6901).
 */
export function escapeSegment(segment: string): string {
  return /[~/]/.test(segment) ? segment.replaceAll("~", "~0").replaceAll("/", "~1") : segment;
}

/** The JSON Pointer of unescaped `segments`; the empty text, the whole document, for none. */
export function formatPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapeSegment(segment)}`).join("");
}

/**
 * The unescaped segments of a JSON Pointer (RFC 6901 section 3). JsonError `bad-pointer` unless it
 * is empty or starts with `/` and every `~` is followed by 0 or 1; `too-deep` beyond MAX_NESTING.
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  if (typeof pointer !== "string" || !pointer.startsWith("/") || /~(?![01])/.test(pointer)) {
    throw new JsonError("bad-pointer", `"${pointer}" is not a JSON Pointer.`);
  }
  // Stops at one more than the limit, so a text of many slashes costs little.
  const segments = pointer.slice(1).split("/", MAX_NESTING + 1);
  if (segments.length > MAX_NESTING) throw nestedTooDeeply(MAX_NESTING);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The array index in `segment`, without sign and leading zeros; undefined for other texts. */
export function parseIndex(segment: string): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(segment) ? Number(segment) : undefined;
}

/** The item or member of `parent` at one unescaped segment; undefined if there is none. */
export function getChild(parent: Json, segment: string): Json | undefined {
  if (isArray(parent)) return parent[parseIndex(segment) ?? -1];
  return isObject(parent) ? member(parent, segment) : undefined;
}

/**
 * The value at `pointer` (RFC 6901 section 4); undefined if the document has none. Throws like
 * `parsePointer`.
 */
export function getPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of parsePointer(pointer)) {
    if (value === undefined) return undefined;
    value = getChild(value, segment);
  }
  return value;
}
