import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PAGE, pageOf, parseListSearch } from "./list-search.ts";

describe("parameters of a list", () => {
  it("are read from the address", () => {
    expect(parseListSearch({ q: " web ", page: "3" })).toEqual({ q: "web", page: "3" });
  });

  it.each(["0", "1", "-1", "1.5", "x", "", String(MAX_PAGE + 1)])(
    "page %s is the first",
    (page) => {
      expect(pageOf(parseListSearch({ page }))).toBe(1);
    },
  );

  it("always give a page that exists, and settle", () => {
    fc.assert(
      fc.property(fc.record({ q: fc.anything(), page: fc.anything() }), (search) => {
        const once = parseListSearch(search);
        expect(pageOf(once)).toBeGreaterThanOrEqual(1);
        expect(parseListSearch({ ...once })).toEqual(once);
      }),
    );
  });
});
