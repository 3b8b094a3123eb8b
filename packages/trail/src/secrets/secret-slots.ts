import type { DocumentType, SensitiveRule } from "../document/document-type.ts";
import { type Place, placesAt, putAt, readAt, valueAt } from "../document/pattern.ts";
import { copyOf, isObject, type Json, type JsonArray, type JsonObject } from "../json/json.ts";

/**
 * What stands in a stored document in place of a secret. `Indicator` is made once, when the secret
 * is written, and kept as long as the secret is: an unchanged secret never looks changed.
 */
export interface KeptSecret extends JsonObject {
  readonly Kept: string;
  readonly Indicator: string;
}

/** A place of a document where a secret may stand, with the rule that says so. */
export interface SecretSlot extends Place {
  readonly rule: SensitiveRule;
}

/** The places of a document that hold, or may be given, a secret. */
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

/** Whether a stored value is a kept secret. */
export function isKeptSecret(value: Json | undefined): value is KeptSecret {
  return isObject(value) && typeof value.Kept === "string" && "Indicator" in value;
}

/** What a writer asks of a slot: a new secret, none, or the one that is there. */
export type SecretWish = { readonly secret: string } | "clear" | "keep";

/**
 * Reads what a client sent: a string sets; null or nothing keeps; `{NewValue}` sets,
 * `{HasValue: false}` clears, `{HasValue: true}` keeps (API reference, section 6).
 */
export function secretWish(value: Json | undefined): SecretWish {
  if (typeof value === "string") return { secret: value };
  if (!isObject(value)) return "keep";
  if (typeof value.NewValue === "string") return { secret: value.NewValue };
  return value.HasValue === false ? "clear" : "keep";
}

/** A copy of a stored body as an event may show it: indicators for secrets, nothing hidden. */
export function withoutSecrets(type: DocumentType, body: JsonObject): JsonObject {
  return cleaned(type, body, (kept) => kept.Indicator);
}

/** A copy of a stored body as the API shows it: null or `{HasValue}` for secrets. */
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
  // Most documents hold no secret: these are shown as they are, without the cost of a copy.
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
