import type { Json, JsonObject } from "@indelible/trail";

/**
 * Reads a secret that a client sent as an object: `{HasValue, NewValue}`, with names in any case (API
 * reference, section 6). Reports every other object, because its secret would be lost without a message.
 */
export function readSecret(value: JsonObject, path: string, problems: string[]): JsonObject {
  const sent = new Map(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one]));
  const [has, secret] = [sent.get("hasvalue"), sent.get("newvalue")];
  if (has === undefined && secret === undefined) {
    problems.push(`${path} must be text, or an object with HasValue or NewValue.`);
  }
  if (!isMissing(has) && typeof has !== "boolean") {
    problems.push(`${path}.HasValue must be true or false.`);
  }
  if (!isMissing(secret) && typeof secret !== "string") {
    problems.push(`${path}.NewValue must be text.`);
  }
  return {
    ...(has === undefined ? {} : { HasValue: has }),
    ...(secret === undefined ? {} : { NewValue: secret }),
  };
}

function isMissing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
