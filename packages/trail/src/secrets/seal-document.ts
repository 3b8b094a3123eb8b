import type { DocumentType } from "../document/document-type.ts";
import { putAt, valueAt } from "../document/pattern.ts";
import type { JsonObject } from "../json/json.ts";
import type { Sealer } from "./sealer.ts";
import {
  isKeptSecret,
  type KeptSecret,
  type SecretSlot,
  secretSlots,
  secretUpdate,
} from "./secret-slots.ts";

/**
 * Replaces, in place, every secret of `body` with its stored form. If the writer kept a secret, or
 * wrote the same one again, the stored form in `before` stays, with its indicator.
 */
export async function sealDocument(
  sealer: Sealer,
  type: DocumentType,
  id: string,
  before: JsonObject | undefined,
  body: JsonObject,
): Promise<void> {
  const slots = secretSlots(type, body);
  const kept = slots.length === 0 || before === undefined ? new Map() : keptSecrets(type, before);
  for (const slot of slots) {
    putAt(slot, (await keepSecret(sealer, id, slot, kept.get(slot.address))) ?? null);
  }
}

function keptSecrets(type: DocumentType, body: JsonObject): Map<string, KeptSecret> {
  const found = new Map<string, KeptSecret>();
  for (const slot of secretSlots(type, body)) {
    const value = valueAt(slot);
    if (isKeptSecret(value)) found.set(slot.address, value);
  }
  return found;
}

async function keepSecret(
  sealer: Sealer,
  id: string,
  slot: SecretSlot,
  kept: KeptSecret | undefined,
): Promise<KeptSecret | undefined> {
  const update = secretUpdate(valueAt(slot));
  if (update === "clear") return undefined;
  if (update === "keep") return kept;
  const { secret } = update;
  const boundTo = secretBinding(id, slot.address);
  if (kept !== undefined && (await isSame(sealer, slot, kept, secret, boundTo))) return kept;
  const sealed =
    slot.rule.keeping === "sealed"
      ? sealer.seal(secret, boundTo)
      : await sealer.verifier(secret, boundTo);
  return { Kept: sealed, Indicator: sealer.indicator(secret) };
}

async function isSame(
  sealer: Sealer,
  slot: SecretSlot,
  kept: KeptSecret,
  secret: string,
  boundTo: string,
): Promise<boolean> {
  if (slot.rule.keeping === "verifier") return sealer.verifies(kept.Kept, secret, boundTo);
  return sealer.unseal(kept.Kept, boundTo) === secret;
}

/** What a sealed value is bound to: its document and its place in the document. */
export function secretBinding(documentId: string, address: string): string {
  return `${documentId}${address}`;
}
