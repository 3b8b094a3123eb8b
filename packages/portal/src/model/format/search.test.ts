import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSearch, parseSearch } from "./search.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });

describe("search parameters", () => {
  it("come back as they went in", () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), (parameters) => {
        const given = { ...parameters };
        expect(parseSearch(formatSearch(given))).toEqual(given);
      }),
    );
  });

  it("take any text, lone surrogates included, without failing", () => {
    const anyText = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.dictionary(text, anyText), (parameters) => {
        expect(formatSearch(parameters)).toMatch(/^(\?.*)?$/);
      }),
    );
    expect(formatSearch({ q: "\ud800" })).toBe("?q=%EF%BF%BD");
  });

  it("keep commas and colons readable", () => {
    expect(formatSearch({ ids: "a,b", at: "10:00" })).toBe("?ids=a,b&at=10:00");
  });

  it("leave out what has no value", () => {
    expect(formatSearch({ a: undefined, b: null, c: "" })).toBe("");
    expect(formatSearch({ a: 0, b: false })).toBe("?a=0&b=false");
  });

  it("keep the last of a repeated name", () => {
    expect(parseSearch("?a=1&a=2")).toEqual({ a: "2" });
  });
});
