import type { FieldOf, JsonObject } from "@indelible/trail/pure";

/** A body in which some fields are what they were made as: later changes of them are ignored. */
export function saidOnce<Body extends JsonObject>(
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
