import { describe, expect, it } from "vitest";
import type { JsonArray } from "../json/json.ts";
import { type Identity, identify } from "./identity.ts";

/** The identities of the old items, the new array being empty. */
function identitiesOf(items: JsonArray, rule?: string): readonly Identity[] | undefined {
  return identify(items, [], rule)?.before;
}

describe("identify", () => {
  it.each<[string, JsonArray, Identity[]]>([
    [
      "by Id",
      [
        { Id: "a", Name: "x" },
        { Id: "b", Name: "x" },
      ],
      ["a", "b"],
    ],
    ["by a number", [{ Id: 1 }, { Id: 2 }], [1, 2]],
    ["by Name without Id", [{ Name: "x" }, { Name: "y" }], ["x", "y"]],
    ["by Name if some lack an Id", [{ Id: "a", Name: "x" }, { Name: "y" }], ["x", "y"]],
    [
      "by Name if Ids repeat",
      [
        { Id: "a", Name: "x" },
        { Id: "a", Name: "y" },
      ],
      ["x", "y"],
    ],
    [
      "by Name if all Ids are empty",
      [
        { Id: "", Name: "x" },
        { Id: "", Name: "y" },
      ],
      ["x", "y"],
    ],
    ["empty Ids as nobody", [{ Id: "a" }, { Id: "" }, { Id: "" }], ["a", undefined, undefined]],
    ["scalars by value and occurrence", ["a", "b", "a"], ['0 "a"', '0 "b"', '1 "a"']],
    [
      "scalars by type",
      [1, "1", null, "null", true],
      ["0 1", '0 "1"', "0 null", '0 "null"', "0 true"],
    ],
  ])("%s", (_, items, identities) => {
    expect(identitiesOf(items)).toEqual(identities);
  });

  it.each<[string, JsonArray]>([
    ["mixed items", [{ Id: "a" }, "b"]],
    ["arrays", [[1], [2]]],
    ["equal Names without Ids", [{ Name: "x" }, { Name: "x" }]],
    ["objects without either", [{ Key: "x" }, { Key: "y" }]],
    ["an Id that is no scalar", [{ Id: { a: 1 } }]],
    ["an inherited property", [{}, {}]],
  ])("is undefined for %s", (_, items) => {
    expect(identitiesOf(items)).toBeUndefined();
  });

  it("needs a rule that fits both arrays", () => {
    const old = [{ Id: "a", Name: "x" }];
    expect(identify(old, [{ Name: "x" }], undefined)).toEqual({ before: ["x"], after: ["x"] });
    expect(identify(old, ["x"], undefined)).toBeUndefined();
  });

  it("tries the given property first and the default ones after it", () => {
    const items = [
      { Slug: "s", Id: "a" },
      { Slug: "t", Id: "b" },
    ];
    expect(identitiesOf(items, "Slug")).toEqual(["s", "t"]);
    expect(identitiesOf(items, "Key")).toEqual(["a", "b"]);
    expect(identitiesOf(["a"], "Slug")).toEqual(['0 "a"']);
  });
});
