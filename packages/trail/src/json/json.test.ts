import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equals, isArray, isObject, type Json, MAX_NESTING, member } from "./json.ts";
import { JsonError } from "./json-error.ts";

const json = fc.jsonValue() as fc.Arbitrary<Json>;

/** Arrays nested `depth` deep around nothing. */
function nest(depth: number): Json {
  let value: Json = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

describe("isObject and isArray", () => {
  it.each<[Json | undefined, boolean, boolean]>([
    [{}, true, false],
    [[], false, true],
    [null, false, false],
    ["text", false, false],
    [undefined, false, false],
  ])("%j", (value, object, array) => {
    expect(isObject(value)).toBe(object);
    expect(isArray(value)).toBe(array);
  });
});

describe("member", () => {
  it("finds own members only", () => {
    expect(member({ Name: "Web" }, "Name")).toBe("Web");
    expect(member({}, "constructor")).toBeUndefined();
    expect(member({}, "__proto__")).toBeUndefined();
  });
});

describe("equals", () => {
  it.each<[Json, Json]>([
    [
      { a: 1, b: [true, null] },
      { b: [true, null], a: 1 },
    ],
    [0, -0],
    [[], []],
    [{}, {}],
    [JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": 1}')],
  ])("%j equals %j", (a, b) => {
    expect(equals(a, b)).toBe(true);
    expect(equals(b, a)).toBe(true);
  });

  it.each<[Json, Json]>([
    [1, "1"],
    [null, {}],
    [null, false],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, { b: null }],
    [JSON.parse('{"__proto__": {}}'), { a: {} }],
    [{ toString: 1 }, { a: 1 }],
  ])("%j does not equal %j", (a, b) => {
    expect(equals(a, b)).toBe(false);
    expect(equals(b, a)).toBe(false);
  });

  it("is true of a copy, whatever the order of its members", () => {
    const reorder = (_: string, value: unknown): unknown =>
      isObject(value as Json)
        ? Object.fromEntries(Object.entries(value as object).reverse())
        : value;
    fc.assert(
      fc.property(json, (value) => {
        expect(equals(value, JSON.parse(JSON.stringify(value), reorder))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it("refuses to follow values nested deeper than the limit", () => {
    expect(equals(nest(MAX_NESTING), nest(MAX_NESTING))).toBe(true);
    expect(() => equals(nest(MAX_NESTING + 1), nest(MAX_NESTING + 1))).toThrow(JsonError);
    expect(() => equals(nest(100_000), nest(100_000))).toThrow(
      expect.objectContaining({ code: "too-deep" }),
    );
  });
});
