import type { Json } from "@indelible/trail/pure";
import type { Static, TObject } from "typebox";

/**
 * The body that a schema describes, read-only throughout, as the store holds it. Before a new
 * document has been completed, fields that only the server sets may still be missing.
 *
 * Each definition file gives the body of its own schema a name: `type Machine = BodyOf<typeof schema>`.
 */
export type BodyOf<Schema extends TObject> = {
  readonly [Field in keyof Static<Schema>]: ReadOnly<
    Static<Schema>[Field]
  > extends infer Value extends Json
    ? Value
    : never;
};

/** A value as JSON, read-only throughout; any JSON where the schema takes anything. */
type ReadOnly<Value> = Json extends Value
  ? Json
  : Value extends readonly (infer Item)[]
    ? readonly ReadOnly<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> }
      : Value;
