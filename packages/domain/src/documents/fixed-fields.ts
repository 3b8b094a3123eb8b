import type { FieldOf, JsonObject } from "@indelible/trail/pure";

/** A body whose given fields keep their stored values: they are set on creation only. */
export function withFixedFields<Body extends JsonObject>(
  body: Body,
  before: Body | undefined,
  ...fields: readonly FieldOf<Body>[]
): Body {
  const made = fields.flatMap((field) => {
    const value = before?.[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...body, ...Object.fromEntries(made) };
}
