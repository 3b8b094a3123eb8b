import { describe, expect, it } from "vitest";
import { entriesOf, isBlank, looksLikeId, looksLikeInstant, splitBlank } from "./tree-entries.ts";

describe("the entries of a value", () => {
  it("are its members or its items", () => {
    expect(entriesOf({ a: 1 })).toEqual([{ key: "a", value: 1 }]);
    expect(entriesOf(["x"])).toEqual([{ key: "0", value: "x" }]);
    expect(entriesOf([])).toEqual([]);
  });

  it("are null for what has none", () => {
    for (const value of [null, undefined, "text", 3, true]) expect(entriesOf(value)).toBeNull();
  });
});

describe("text that looks like an id", () => {
  it.each(["Projects-1", "ProjectGroups-12", "deploymentprocess-Projects-1"])("%s", (text) => {
    expect(looksLikeId(text)).toBe(true);
  });

  it.each(["Projects", "web-1", "Projects-1 and more", "Projects-x", ""])("not %s", (text) => {
    expect(looksLikeId(text)).toBe(false);
  });
});

describe("values that say nothing", () => {
  it("are null, empty text, empty lists and empty objects", () => {
    for (const value of [null, undefined, "", [], {}]) expect(isBlank(value)).toBe(true);
    for (const value of [0, false, " ", [null], { a: null }]) expect(isBlank(value)).toBe(false);
  });

  it("are set apart in a document", () => {
    expect(splitBlank({ Name: "Web", Slug: "", Tags: [], Disabled: false })).toEqual({
      set: { Name: "Web", Disabled: false },
      blank: { Slug: "", Tags: [] },
    });
  });

  it("leave what is no document alone", () => {
    expect(splitBlank(["", "a"])).toEqual({ set: ["", "a"], blank: {} });
    expect(splitBlank("a")).toEqual({ set: "a", blank: {} });
  });
});

describe("text that looks like an instant", () => {
  it("has a date, a time and an offset", () => {
    expect(looksLikeInstant("2026-11-22T18:49:37.537Z")).toBe(true);
    expect(looksLikeInstant("2026-11-22T18:49:37+01:00")).toBe(true);
    expect(looksLikeInstant("2026-11-22")).toBe(false);
    expect(looksLikeInstant("2026-11-22T18:49:37")).toBe(false);
  });
});
