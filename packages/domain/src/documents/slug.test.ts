import fc from "fast-check";
import { expect, test } from "vitest";
import { slugOf, withSlug } from "./slug.ts";

test.each([
  ["Web shop", "web-shop"],
  ["  Two  words  ", "two-words"],
  ["Café Zürich", "cafe-zurich"],
  ["a.b_c-d", "a-b-c-d"],
  ["ＦＵＬＬ", "full"],
  ["--", ""],
  ["日本", ""],
])("%j is %j in an address", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a slug is always valid in an address, and the slug of itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (name) => {
      const slug = slugOf(name);
      expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*-?)?$/);
      expect(slug.length).toBeLessThanOrEqual(200);
      expect(encodeURIComponent(slug)).toBe(slug);
    }),
  );
});

test("an existing slug stays when the name changes", () => {
  expect(withSlug({ Name: "New name", Slug: "old-name" })).toEqual({
    Name: "New name",
    Slug: "old-name",
  });
  expect(withSlug({ Name: "New name", Slug: "" }).Slug).toBe("new-name");
  expect(withSlug({ Name: "New name" }).Slug).toBe("new-name");
});
