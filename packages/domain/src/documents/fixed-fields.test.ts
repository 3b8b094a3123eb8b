import { expect, test } from "vitest";
import { withFixedFields } from "./fixed-fields.ts";

const body = { Name: "New", Kind: "b", Size: 2 };

test("given fields keep their stored values, others change", () => {
  const before = { Name: "Old", Kind: "a", Size: 1 };
  expect(withFixedFields(body, before, "Kind", "Size")).toEqual({
    Name: "New",
    Kind: "a",
    Size: 1,
  });
});

test("a creation sets them, and so does a change of a document that has none yet", () => {
  expect(withFixedFields(body, undefined, "Kind")).toEqual(body);
  const partial: Partial<typeof body> & Record<string, string | number> = { Name: "Old" };
  expect(withFixedFields<Record<string, string | number>>(body, partial, "Kind")).toEqual(body);
});
