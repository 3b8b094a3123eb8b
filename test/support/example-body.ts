import type { DocumentDefinition } from "../../packages/domain/src/documents/define-document.ts";
import type { Json, JsonObject } from "../../packages/trail/src/pure.ts";

/**
 * The body of a definition's example, not completed yet. Other fields have their defaults, and those
 * without a default are empty texts. Ids are `<prefix>-1`.
 *
 * @param fields replace those of the example
 */
export function exampleBody<Body extends JsonObject>(
  { schema, example }: Pick<DocumentDefinition<Body>, "schema" | "example">,
  fields: Partial<Body> = {},
): Body {
  const given = new Map(Object.entries(example((prefix) => `${prefix}-1`)));
  const body = Object.entries(schema.properties).map(([name, field]) => {
    return [name, given.get(name) ?? (field as { default?: Json }).default ?? ""];
  });
  return { ...Object.fromEntries(body), ...fields } as Body;
}
