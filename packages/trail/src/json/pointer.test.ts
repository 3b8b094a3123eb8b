import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, MAX_NESTING } from "./json.ts";
import { escapeSegment, formatPointer, getPointer, parseIndex, parsePointer } from "./pointer.ts";

/** The document and the pointers of RFC 6901 section 5. */
const DOCUMENT: Json = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

describe("getPointer", () => {
  it.each<[string, Json]>([
    ["", DOCUMENT],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/e^f", 3],
    ["/g|h", 4],
    ["/i\\j", 5],
    ['/k"l', 6],
    ["/ ", 7],
    ["/m~0n", 8],
  ])("finds %j (RFC 6901 section 5)", (pointer, value) => {
    expect(getPointer(DOCUMENT, pointer)).toEqual(value);
  });

  it.each(["/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/-1", "/foo/0/x", "/bar/x", "/toString"])(
    "finds nothing at %j",
    (pointer) => {
      expect(getPointer(DOCUMENT, pointer)).toBeUndefined();
    },
  );

  it("unescapes ~01 to ~1, not to /", () => {
    expect(getPointer({ "~1": 10, "/": 9 }, "/~01")).toBe(10);
  });
});

describe("parsePointer", () => {
  it.each(["foo", "foo/bar", "/a~", "/~2", "/~0~", " /a"])("refuses %j", (pointer) => {
    expect(() => parsePointer(pointer)).toThrow(expect.objectContaining({ code: "bad-pointer" }));
  });

  it("refuses what is no text", () => {
    const pointer: unknown = JSON.parse("{}").path;
    expect(() => parsePointer(pointer as string)).toThrow(
      expect.objectContaining({ code: "bad-pointer" }),
    );
  });

  it("has at most MAX_NESTING segments", () => {
    expect(parsePointer("/a".repeat(MAX_NESTING))).toHaveLength(MAX_NESTING);
    for (const length of [MAX_NESTING + 1, 1_000_000]) {
      expect(() => parsePointer("/".repeat(length))).toThrow(
        expect.objectContaining({ code: "too-deep" }),
      );
    }
  });

  it("reverses formatPointer", () => {
    const segment = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("~", "/", "0", "1") }));
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        expect(parsePointer(formatPointer(segments))).toEqual(segments);
      }),
      { seed: 3 },
    );
  });
});

describe("escapeSegment", () => {
  it("escapes ~ before /", () => {
    expect(escapeSegment("a/b~c")).toBe("a~1b~0c");
    expect(escapeSegment("~1")).toBe("~01");
    expect(escapeSegment("Octopus.Action.Script.ScriptBody")).toBe(
      "Octopus.Action.Script.ScriptBody",
    );
  });
});

describe("parseIndex", () => {
  it.each<[string, number | undefined]>([
    ["0", 0],
    ["10", 10],
    ["01", undefined],
    ["-", undefined],
    ["-0", undefined],
    ["1e3", undefined],
    ["1.0", undefined],
    ["", undefined],
    ["9999999999999999", undefined],
  ])("%j is %j", (segment, index) => {
    expect(parseIndex(segment)).toBe(index);
  });
});
