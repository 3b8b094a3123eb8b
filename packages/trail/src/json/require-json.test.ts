import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_NESTING } from "./json.ts";
import { requireJson } from "./require-json.ts";

describe("requireJson", () => {
  it("accepts whatever JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.json(), (text) => requireJson(JSON.parse(text))),
      { seed: 2 },
    );
  });

  it("accepts objects without a prototype and of another realm", () => {
    requireJson(Object.assign(Object.create(null), { a: 1 }));
    // Another realm's plain object inherits from an object that inherits from nothing.
    requireJson(Object.create(Object.create(null)));
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["an undefined member", { a: undefined }],
    ["a hole", new Array(3)],
    ["NaN", Number.NaN],
    ["an infinity", [Number.POSITIVE_INFINITY]],
    ["a bigint", 1n],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a Date", { at: new Date(0) }],
    ["a Map", new Map()],
  ])("refuses %s", (_, value) => {
    expect(() => requireJson(value)).toThrow(expect.objectContaining({ code: "not-json" }));
  });

  it("refuses deep nesting and cycles", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    for (const value of [deep, cycle]) {
      expect(() => requireJson(value)).toThrow(expect.objectContaining({ code: "too-deep" }));
    }
    requireJson(JSON.parse(`${"[".repeat(MAX_NESTING)}${"]".repeat(MAX_NESTING)}`));
  });
});
