import fc from "fast-check";
import { expect, test } from "vitest";
import { listIn } from "./list-in.ts";

test.each([
  [undefined, []],
  ["", []],
  [" , ,", []],
  ["web", ["web"]],
  [" web, db ,,", ["web", "db"]],
  ["my web,db", ["my web", "db"]],
])("the items of %j are %j", (text, items) => {
  expect(listIn(text)).toEqual(items);
});

test("a list of trimmed items is read as it was written", () => {
  const item = fc
    .string({ minLength: 1 })
    .filter((text) => !text.includes(",") && text.trim() === text);
  fc.assert(
    fc.property(fc.array(item), (items) => {
      expect(listIn(items.join(","))).toEqual(items);
    }),
  );
});
