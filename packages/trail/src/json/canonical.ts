import { isArray, type Json, type JsonArray, type JsonObject } from "./json.ts";
import { JsonError } from "./json-error.ts";
import { requireJson } from "./require-json.ts";

/**
 * The one canonical text of `value` (RFC 8785, JCS): no white space, members sorted by the UTF-16
 * code units of their names, numbers and strings as ECMAScript writes them. Its UTF-8 bytes are
 * what a digest covers. JsonError: `not-json`, `too-deep`, `lone-surrogate`.
 */
export function canonicalize(value: Json): string {
  requireJson(value);
  return write(value);
}

// Every save writes the old document here, and verification each event: hence a text appended to, and
// not lists joined, and `JSON.stringify` only for what it would change.
function write(value: Json): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return isArray(value) ? writeArray(value) : writeObject(value);
}

function writeArray(array: JsonArray): string {
  let text = "";
  for (const item of array) text += text === "" ? write(item) : `,${write(item)}`;
  return `[${text}]`;
}

function writeObject(object: JsonObject): string {
  let text = "";
  // The default order of sort() is that of UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const name of Object.keys(object).sort()) {
    text += `${text === "" ? "" : ","}${writeString(name)}:${write(object[name] ?? null)}`;
  }
  return `{${text}}`;
}

/** Text in which nothing is escaped: no quotation mark, backslash or control, no half of a pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function writeString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (text.isWellFormed()) return JSON.stringify(text);
  throw new JsonError("lone-surrogate", "A string holds half a surrogate pair: it has no UTF-8.");
}
