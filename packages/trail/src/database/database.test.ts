import { expect, test } from "vitest";
import { errorField, sqlState } from "./database.ts";

test.each([
  [{ code: "23505" }, "23505"],
  [{ code: "ECONNREFUSED" }, undefined],
  [{ code: 23505 }, undefined],
  [new Error("x"), undefined],
  [null, undefined],
  ["23505", undefined],
])("the SQLSTATE of %j is %j", (error, state) => {
  expect(sqlState(error)).toBe(state);
});

test("a field of an error is a text, empty if there is none", () => {
  expect(errorField({ constraint: "links_to" }, "constraint")).toBe("links_to");
  expect(errorField({ constraint: undefined }, "constraint")).toBe("");
  expect(errorField({}, "detail")).toBe("");
  expect(errorField(null, "detail")).toBe("");
});
