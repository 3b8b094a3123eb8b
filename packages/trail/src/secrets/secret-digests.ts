import type { DocumentType } from "../document/document-type.ts";
import { type Place, placesAt, valueAt } from "../document/pattern.ts";
import { TrailError } from "../errors.ts";
import type { SecretDigests } from "../event/event.ts";
import { canonicalize } from "../json/canonical.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { secretBinding } from "./seal-document.ts";
import { type Sealer, sealedGeneration } from "./sealer.ts";
import { isKeptSecret, secretSlots } from "./secret-slots.ts";

/** The methods of a sealer that compute digests of secrets. */
export type DigestKeys = Pick<Sealer, "unseal" | "secretDigest">;

/** A stored document at one of its versions. */
export interface DigestedDocument {
  readonly id: string;
  readonly version: number;
  readonly body: JsonObject;
}

/**
 * The digests of all secrets and hidden fields of a stored document, as its event records them:
 * docs/formats/secrets.md. Empty for a document without any.
 */
export function secretDigests(
  keys: DigestKeys,
  type: DocumentType,
  document: DigestedDocument,
): SecretDigests {
  const places = concealedPlaces(type, document.body);
  return Object.fromEntries(
    places.map((place) => [place.pointer, digestAt(keys, document, place)]),
  );
}

/** The places of a stored document that have a secret or a hidden field. */
export function concealedPlaces(type: DocumentType, body: JsonObject): Place[] {
  const secrets = secretSlots(type, body).filter((slot) => isKeptSecret(valueAt(slot)));
  const hidden = type.hidden.flatMap((pattern) => placesAt(body, pattern));
  return [...secrets, ...hidden.filter((place) => valueAt(place) !== undefined)];
}

/** The digest of what is stored at a place; null for a sealed secret that cannot be opened. */
export function digestAt(
  keys: DigestKeys,
  document: DigestedDocument,
  place: Place,
): string | null {
  const { id, version } = document;
  const value = valueAt(place) ?? null;
  const boundTo = secretBinding(id, place.address);
  const content = isKeptSecret(value)
    ? keptContent(keys, value.Kept, boundTo)
    : { kind: "hidden", value };
  if (content === undefined) return null;
  return keys.secretDigest(canonicalize([id, version, place.pointer, content.kind, content.value]));
}

/** The kind is part of the digest: a sealed secret cannot take the place of a verifier. */
interface Content {
  readonly kind: "sealed" | "verifier" | "hidden";
  readonly value: Json;
}

function keptContent(keys: DigestKeys, kept: string, boundTo: string): Content | undefined {
  if (sealedGeneration(kept) === undefined) return { kind: "verifier", value: kept };
  try {
    return { kind: "sealed", value: keys.unseal(kept, boundTo) };
  } catch (error) {
    if (error instanceof TrailError && error.code === "secret") return undefined;
    throw error;
  }
}
