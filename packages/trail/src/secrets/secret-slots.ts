import type { DocumentType, SensitiveRule } from "../document/document-type.ts";
import { type Place, placesAt, putAt, readAt, valueAt } from "../document/pattern.ts";
import { copyOf, isObject, type Json, type JsonArray, type JsonObject } from "../json/json.ts";

/**
 * The stored form of a secret. `Indicator` is created when the secret is written, and stays as long
 * as the secret: an unchanged secret never appears changed.
 */
export interface KeptSecret extends JsonObject {
  readonly Kept: string;
  readonly Indicator: string;
}

/** A place of a document where a secret may be, with its rule. */
export interface SecretSlot extends Place {
  readonly rule: SensitiveRule;
}

/** The places of a document where a secret is or may be. */
export function secretSlots(type: DocumentType, body: JsonObject): SecretSlot[] {
  return type.sensitive.flatMap((rule) =>
    placesAt(body, rule.at, (parent, key) => applies(rule, parent, key)).map((place) => ({
      ...place,
      rule,
    })),
  );
}

function applies({ when }: SensitiveRule, parent: JsonObject | JsonArray, key: string): boolean {
  if (when === undefined) return true;
  if (when === "shaped") return isSecretShaped(readAt(parent, key));
  return readAt(parent, when.field) === when.equals;
}

function isSecretShaped(value: Json | undefined): boolean {
  return isObject(value) && ["HasValue", "NewValue", "Kept"].some((name) => name in value);
}

/** Whether a stored value is the stored form of a secret. */
export function isKeptSecret(value: Json | undefined): value is KeptSecret {
  return isObject(value) && typeof value.Kept === "string" && "Indicator" in value;
}

/** The change of a secret that a client requests: a new secret, none, or no change. */
export type SecretUpdate = { readonly secret: string } | "clear" | "keep";

/**
 * Reads the value that a client sent: a string sets the secret; null or nothing keeps it;
 * `{NewValue}` sets, `{HasValue: false}` clears, `{HasValue: true}` keeps it (API reference,
 * section 6).
 */
export function secretUpdate(value: Json | undefined): SecretUpdate {
  if (typeof value === "string") return { secret: value };
  if (!isObject(value)) return "keep";
  if (typeof value.NewValue === "string") return { secret: value.NewValue };
  return value.HasValue === false ? "clear" : "keep";
}

/** A copy of a stored body for events: indicators instead of secrets, no hidden fields. */
export function withoutSecrets(type: DocumentType, body: JsonObject): JsonObject {
  return cleaned(type, body, (kept) => kept.Indicator);
}

/**
 * A copy of a stored body for the API: null or `{HasValue}` instead of secrets, no hidden fields.
 */
export function presentable(type: DocumentType, body: JsonObject): JsonObject {
  return cleaned(type, body, (_, rule) => (rule.shape === "null" ? null : HAS_VALUE), NO_VALUE);
}

const HAS_VALUE = { HasValue: true, NewValue: null, Hint: null };
const NO_VALUE = { HasValue: false, NewValue: null, Hint: null };

function cleaned(
  type: DocumentType,
  body: JsonObject,
  show: (kept: KeptSecret, rule: SensitiveRule) => Json,
  empty?: JsonObject,
): JsonObject {
  // Most documents have no secrets and need no copy.
  if (type.hidden.length === 0 && secretSlots(type, body).length === 0) return body;
  const copy = copyOf(body);
  for (const slot of secretSlots(type, copy)) {
    const value = valueAt(slot);
    if (isKeptSecret(value)) putAt(slot, show(value, slot.rule));
    else putAt(slot, slot.rule.shape === "object" && empty !== undefined ? empty : null);
  }
  for (const pattern of type.hidden) {
    for (const place of placesAt(copy, pattern)) putAt(place, undefined);
  }
  return copy;
}
