import { isArray, type Json, type JsonArray, type JsonObject } from "./json.ts";
import { JsonError } from "./json-error.ts";
import { requireJson } from "./require-json.ts";

/**
 * The canonical text of `value` (RFC 8785, JCS): no white space, members sorted by the UTF-16 code
 * units of their names, numbers and strings in the format of ECMAScript. Digests cover its UTF-8
 * bytes. JsonError: `not-json`, `too-deep`, `lone-surrogate`.
 */
export function canonicalize(value: Json): string {
  requireJson(value);
  return write(value);
}

// Runs for the old document of every save, and for each event in verification. So it appends to a
// text instead of joining lists, and calls `JSON.stringify` only for strings that need escapes.
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
  // sort() orders by UTF-16 code units by default, as RFC 8785 section 3.2.3 requires.
  for (const name of Object.keys(object).sort()) {
    text += `${text === "" ? "" : ","}${writeString(name)}:${write(object[name] ?? null)}`;
  }
  return `{${text}}`;
}

/** Text without escapes: no quotation mark, backslash, control character or surrogate. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function writeString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (text.isWellFormed()) return JSON.stringify(text);
  throw new JsonError(
    "lone-surrogate",
    "A string has half of a surrogate pair, which UTF-8 cannot encode.",
  );
}
