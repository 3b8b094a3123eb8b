import type { BodyOf, DocumentDefinition } from "@indelible/domain";
import type { JsonObject, PartOf } from "@indelible/trail";
import type { TObject } from "typebox";
import { readFields, withDefaults } from "./read-fields.ts";

/*
 * Where the bodies of requests get their types. The fields were read by the schema that the type was
 * derived from, so that these are the only casts.
 */

/** Fields of a document, each complete, as a client sent them. */
export type Fields<Body extends JsonObject> = { readonly [Field in keyof Body]?: Body[Field] };

/** The fields that a client sent of a document of a type; fails with `invalid` as `readFields` does. */
export function readDocument<Body extends JsonObject>(
  { schema }: Pick<DocumentDefinition<Body>, "schema" | "complete">,
  sent: unknown,
): Fields<Body> {
  return readFields(schema, sent) as Fields<Body>;
}

/** A body with the defaults of its type for what was not given; fails as `withDefaults` does. */
export function completeBody<Body extends JsonObject>(
  { schema }: Pick<DocumentDefinition<Body>, "schema" | "complete">,
  fields: PartOf<NoInfer<Body>> | Fields<NoInfer<Body>>,
): Body {
  return withDefaults(schema, fields as JsonObject) as Body;
}

/** Fields of a body as JSON, for what handles all types alike. */
export function fieldsAsJson<Body extends JsonObject>(fields: Fields<Body>): JsonObject {
  return fields as JsonObject;
}

/** The body of a command, complete; fails with `invalid` for what its schema does not take. */
export function readCommand<Schema extends TObject>(schema: Schema, sent: unknown): BodyOf<Schema> {
  return withDefaults(schema, readFields(schema, sent)) as BodyOf<Schema>;
}
