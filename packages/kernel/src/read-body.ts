import type { BodyOf, DocumentDefinition } from "@indelible/domain";
import type { JsonObject, PartOf } from "@indelible/trail";
import type { TObject } from "typebox";
import { readFields, withDefaults } from "./read-fields.ts";

/*
 * Bodies of requests get their types here. They were read by the schema that the type is derived
 * from, which makes these casts safe; there are no others.
 */

/** The fields of a document that a client sent; each has its complete value. */
export type Fields<Body extends JsonObject> = { readonly [Field in keyof Body]?: Body[Field] };

/** Reads the fields of a document that a client sent; fails as `readFields` does. */
export function readDocument<Body extends JsonObject>(
  { schema }: Pick<DocumentDefinition<Body>, "schema" | "complete">,
  sent: unknown,
): Fields<Body> {
  return readFields(schema, sent) as Fields<Body>;
}

/** Completes a body with the defaults of its type; fails as `withDefaults` does. */
export function completeBody<Body extends JsonObject>(
  { schema }: Pick<DocumentDefinition<Body>, "schema" | "complete">,
  fields: PartOf<NoInfer<Body>> | Fields<NoInfer<Body>>,
): Body {
  return withDefaults(schema, fields as JsonObject) as Body;
}

/** Fields of a body as JSON, for code that handles every type. */
export function fieldsAsJson<Body extends JsonObject>(fields: Fields<Body>): JsonObject {
  return fields as JsonObject;
}

/** Reads the body of a command, and completes it; fails as `readFields` and `withDefaults` do. */
export function readCommand<Schema extends TObject>(schema: Schema, sent: unknown): BodyOf<Schema> {
  return withDefaults(schema, readFields(schema, sent)) as BodyOf<Schema>;
}
