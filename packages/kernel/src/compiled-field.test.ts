import { Type } from "typebox";
import { expect, test } from "vitest";
import { compiledField } from "./compiled-field.ts";

test("a schema is compiled once", () => {
  const schema = Type.String({ minLength: 1 });
  const validator = compiledField(schema);
  expect(compiledField(schema)).toBe(validator);
  expect([validator.Check("a"), validator.Check("")]).toEqual([true, false]);
  expect(compiledField(Type.String())).not.toBe(validator);
});
