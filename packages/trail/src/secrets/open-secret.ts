import type { DocumentType } from "../document/document-type.ts";
import { putAt, valueAt } from "../document/pattern.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import { copyOf, type JsonObject } from "../json/json.ts";
import { secretBinding } from "./seal-document.ts";
import type { Sealer } from "./sealer.ts";
import { isKeptSecret, secretSlots } from "./secret-slots.ts";

/**
 * The plaintext of the secret at an address of a stored document (`/Password`, `#a1b2/Value`; see
 * `Place`); undefined if there is none, or one that can only be checked. Fails with `secret` when
 * it was sealed under another master key, for another place, or altered.
 */
export function openSecret(
  sealer: Pick<Sealer, "unseal">,
  type: DocumentType,
  document: Pick<StoredDocument, "id" | "body">,
  address: string,
): string | undefined {
  const slot = secretSlots(type, document.body).find((found) => found.address === address);
  if (slot === undefined || slot.rule.keeping !== "sealed") return undefined;
  const value = valueAt(slot);
  if (!isKeptSecret(value)) return undefined;
  return sealer.unseal(value.Kept, secretBinding(document.id, address));
}

/** The body of a stored document with plaintext secrets, and a list of these secrets. */
export interface OpenedDocument<Body extends JsonObject = JsonObject> {
  readonly body: Body;
  readonly secrets: readonly string[];
}

/**
 * Opens every sealed secret of a stored document, in a copy. Secrets that can only be checked are
 * left out. Errors as for `openSecret`.
 */
export function openSecrets<Body extends JsonObject>(
  sealer: Pick<Sealer, "unseal">,
  type: DocumentType<Body>,
  document: Pick<StoredDocument<Body>, "id" | "body">,
): OpenedDocument<Body> {
  const body = copyOf(document.body);
  const secrets: string[] = [];
  for (const slot of secretSlots(type, body)) {
    const value = valueAt(slot);
    if (!isKeptSecret(value)) continue;
    const isSealed = slot.rule.keeping === "sealed";
    const secret = isSealed
      ? sealer.unseal(value.Kept, secretBinding(document.id, slot.address))
      : null;
    putAt(slot, secret);
    if (secret !== null) secrets.push(secret);
  }
  return { body, secrets };
}
