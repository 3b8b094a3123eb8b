import type { Json } from "@indelible/trail/pure";
import type { Static, TObject } from "typebox";

/**
 * The body that a schema describes, deeply read-only. Before a new document is completed, fields
 * that only the server sets may be missing.
 *
 * Each definition file names the body of its schema: `type Machine = BodyOf<typeof schema>`.
 */
export type BodyOf<Schema extends TObject> = {
  readonly [Field in keyof Static<Schema>]: ReadOnly<
    Static<Schema>[Field]
  > extends infer Value extends Json
    ? Value
    : never;
};

/** A value as deeply read-only JSON; any JSON where the schema accepts anything. */
type ReadOnly<Value> = Json extends Value
  ? Json
  : Value extends readonly (infer Item)[]
    ? readonly ReadOnly<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> }
      : Value;
