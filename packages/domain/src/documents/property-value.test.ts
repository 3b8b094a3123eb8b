import { expect, test } from "vitest";
import { notedFields } from "./field-notes.ts";
import { propertyValue } from "./property-value.ts";

test("a property is a secret by its form, or by the mark of older clients", () => {
  const rules = notedFields(propertyValue).flatMap(({ at, notes: { sensitive } }) =>
    sensitive === undefined ? [] : [[at, sensitive.when]],
  );
  expect(rules).toEqual([
    ["", "shaped"],
    ["/Value", { field: "IsSensitive", equals: true }],
    ["/SensitiveValue", "shaped"],
  ]);
});
