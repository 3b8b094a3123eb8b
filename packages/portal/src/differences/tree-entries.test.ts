import { describe, expect, it } from "vitest";
import { entriesOf, looksLikeId } from "./tree-entries.ts";

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
