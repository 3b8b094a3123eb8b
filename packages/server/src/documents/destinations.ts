import type { DestinationRule, DocumentDefinition } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import {
  equals,
  isKeptSecret,
  type Json,
  type JsonObject,
  placeAt,
  secretUpdate,
  valueAt,
} from "@indelible/trail";

/** The rules of a type by which a change sends secrets somewhere else. */
export function changedDestinations(
  { destinations }: Pick<DocumentDefinition, "destinations">,
  before: JsonObject,
  after: JsonObject,
): DestinationRule[] {
  return destinations.filter(({ at }) => at.some((field) => isChanged(field, before, after)));
}

/**
 * Fails with `invalid` when a change would send a secret of the document somewhere else, and the
 * caller has not sent the secret again: so nobody has a secret sent to them that they do not know.
 */
export function checkDestinations(
  definition: Pick<DocumentDefinition, "destinations">,
  before: JsonObject,
  after: JsonObject,
): void {
  for (const { at, secrets = [] } of changedDestinations(definition, before, after)) {
    const kept = secrets.find((secret) => isKept(secret, before, after));
    const field = at.find((one) => isChanged(one, before, after));
    if (kept === undefined || field === undefined) continue;
    const [changed, secret] = [nameOf(field), nameOf(kept)];
    throw invalid(
      `${changed} determines where ${secret} is sent: send ${secret} again to change it.`,
    );
  }
}

function isChanged(field: string, before: JsonObject, after: JsonObject): boolean {
  return !equals(valueIn(before, field) || null, valueIn(after, field) || null);
}

function isKept(secret: string, before: JsonObject, after: JsonObject): boolean {
  return isKeptSecret(valueIn(before, secret)) && secretUpdate(valueIn(after, secret)) === "keep";
}

function valueIn(body: JsonObject, pointer: string): Json {
  const place = placeAt(body, pointer);
  return (place && valueAt(place)) ?? null;
}

function nameOf(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ".");
}
