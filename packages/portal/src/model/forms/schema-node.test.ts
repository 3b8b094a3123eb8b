import { expect, it } from "vitest";
import { isNullable, type SchemaNode, typeOf } from "./schema-node.ts";

it.each<[SchemaNode, string | undefined, boolean]>([
  [{ type: "string" }, "string", false],
  [{ type: ["string", "null"] }, "string", true],
  [{ type: ["object", "null"] }, "object", true],
  [{ enum: ["A", "B"] }, undefined, false],
  [{}, undefined, true],
])("type and null of %j", (node, type, nulls) => {
  expect(typeOf(node)).toBe(type);
  expect(isNullable(node)).toBe(nulls);
});
