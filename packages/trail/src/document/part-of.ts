import type { Json, JsonObject } from "../json/json.ts";

/**
 * A part of a body: some of its fields, with parts of their values. For queries by contained
 * values, and for bodies whose other fields have defaults.
 */
export type PartOf<Body extends JsonObject> = {
  readonly [Field in keyof Body]?: PartOfValue<Body[Field]> extends infer Part extends Json
    ? Part
    : never;
};

type PartOfValue<Value> = Json extends Value
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly PartOfValue<Item>[]
    : Value extends object
      ? string extends keyof Value
        ? { readonly [Name in keyof Value]: PartOfValue<Value[Name]> }
        : { readonly [Name in keyof Value]?: PartOfValue<Value[Name]> }
      : Value;
