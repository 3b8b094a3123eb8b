import type { DocumentType, UniqueRule } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";

/** A value that only one document may have, as a row of `trail.unique_keys`. */
export interface UniqueKey {
  readonly key: string;
  readonly field: string;
}

/** The unique keys of a body. Empty values have no key. */
export function uniqueKeysOf(
  type: DocumentType,
  spaceId: string | null,
  body: JsonObject | undefined,
): UniqueKey[] {
  if (body === undefined) return [];
  return type.unique.flatMap((rule) => {
    const values = rule.fields.map((field) => String(body[field] ?? "").toLowerCase());
    if (values.every((value) => value === "")) return [];
    const parts = [type.prefix, within(rule, spaceId, body), ...rule.fields, ...values];
    return [{ key: JSON.stringify(parts), field: rule.fields[0] }];
  });
}

function within(rule: UniqueRule, spaceId: string | null, body: JsonObject): string {
  if (rule.within === "installation") return "";
  if (rule.within === "space") return spaceId ?? "";
  return String(body[rule.within.field] ?? "");
}
