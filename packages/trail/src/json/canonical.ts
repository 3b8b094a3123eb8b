import { isArray, type Json, type JsonObject, member } from "./json.ts";
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

function write(value: Json): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return isArray(value) ? `[${value.map(write).join(",")}]` : writeObject(value);
}

function writeObject(object: JsonObject): string {
  let text = "";
  // The default order of sort() is that of UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const name of Object.keys(object).sort()) {
    text += `${text === "" ? "" : ","}${writeString(name)}:${write(member(object, name) ?? null)}`;
  }
  return `{${text}}`;
}

function writeString(text: string): string {
  if (!text.isWellFormed()) {
    throw new JsonError("lone-surrogate", "A string holds half a surrogate pair: it has no UTF-8.");
  }
  return JSON.stringify(text);
}
