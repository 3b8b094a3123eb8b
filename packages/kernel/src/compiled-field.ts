import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

const compiled = new WeakMap<TSchema, Validator>();

/** The validator of a field's schema; each schema is compiled once. */
export function compiledField(schema: TSchema): Validator {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const validator = Compile(schema) as Validator;
  compiled.set(schema, validator);
  return validator;
}
