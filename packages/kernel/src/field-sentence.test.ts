import { timeSpan } from "@indelible/domain";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { compiledField } from "./compiled-field.ts";
import { sentenceOf } from "./field-sentence.ts";

const item = Type.Object({ Name: Type.String({ minLength: 1 }) });

test.each([
  [Type.String({ minLength: 1 }), "", "F must not be blank."],
  [Type.String({ maxLength: 3 }), "four", "F must have at most 3 characters."],
  [Type.String({ pattern: "^a*$" }), "b", "F contains a character that is not allowed."],
  [timeSpan("0"), "1 hour", "F must be a length of time such as 01:30:00 or 2.00:00:00."],
  [Type.String({ format: "date-time" }), "noon", "F must be a time such as 2026-01-31T12:00:00Z."],
  [Type.String(), 1, "F must be text."],
  [Type.Boolean(), "true", "F must be true or false."],
  [Type.Integer(), 1.5, "F must be a whole number."],
  [Type.Number(), "1", "F must be a number."],
  [Type.Integer({ minimum: 0 }), -1, "F must be at least 0."],
  [Type.Integer({ maximum: 9 }), 10, "F must be at most 9."],
  [Type.Array(Type.String()), {}, "F must be a list."],
  [Type.Array(Type.String(), { maxItems: 1 }), ["a", "b"], "F must have at most 1 items."],
  [Type.Object({}), [], "F must be an object."],
  [Type.Enum(["Red", "Blue"]), "Green", "F must be one of Red, Blue."],
  [Type.Unsafe({ type: ["string", "null"] }), 3, "F must be text."],
  [Type.Array(item), [{ Name: "a" }, { Name: "" }], "F[1].Name must not be blank."],
  [Type.Object({ Inner: item }), { Inner: { Name: 2 } }, "F.Inner.Name must be text."],
  [
    Type.Record(Type.String({ pattern: "^.{0,2}$" }), Type.String(), {
      additionalProperties: false,
    }),
    { abc: "x" },
    "F must not have an entry with a name of this length.",
  ],
])("%# has an error message: %s of %j", (schema, value, sentence) => {
  const sentences = compiledField(schema)
    .Errors(value)
    .map((error) => sentenceOf("F", error));
  expect(sentences).toContain(sentence);
});
