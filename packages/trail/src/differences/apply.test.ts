import { describe, expect, it } from "vitest";
import { equals, type Json } from "../json/json.ts";
import { apply } from "./apply.ts";
import { MAX_OPERATIONS, type Operation, type PatchOperation } from "./operation.ts";

/** Applies a patch that was parsed, as an event's are: nothing vouches for its shape. */
function patch(document: Json, operations: unknown): Json {
  return apply(document, operations as PatchOperation[]);
}

function expectCode(document: Json, operations: unknown, code: string): void {
  expect(() => patch(document, operations)).toThrow(
    expect.objectContaining({ name: "JsonError", code }),
  );
}

describe("RFC 6902 appendix A", () => {
  it.each<[string, Json, unknown, Json]>([
    [
      "A.1 adding an object member",
      { foo: "bar" },
      [{ op: "add", path: "/baz", value: "qux" }],
      { baz: "qux", foo: "bar" },
    ],
    [
      "A.2 adding an array element",
      { foo: ["bar", "baz"] },
      [{ op: "add", path: "/foo/1", value: "qux" }],
      { foo: ["bar", "qux", "baz"] },
    ],
    [
      "A.3 removing an object member",
      { baz: "qux", foo: "bar" },
      [{ op: "remove", path: "/baz" }],
      { foo: "bar" },
    ],
    [
      "A.4 removing an array element",
      { foo: ["bar", "qux", "baz"] },
      [{ op: "remove", path: "/foo/1" }],
      { foo: ["bar", "baz"] },
    ],
    [
      "A.5 replacing a value",
      { baz: "qux", foo: "bar" },
      [{ op: "replace", path: "/baz", value: "boo" }],
      { baz: "boo", foo: "bar" },
    ],
    [
      "A.6 moving a value",
      { foo: { bar: "baz", waldo: "fred" }, qux: { corge: "grault" } },
      [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
      { foo: { bar: "baz" }, qux: { corge: "grault", thud: "fred" } },
    ],
    [
      "A.7 moving an array element",
      { foo: ["all", "grass", "cows", "eat"] },
      [{ op: "move", from: "/foo/1", path: "/foo/3" }],
      { foo: ["all", "cows", "eat", "grass"] },
    ],
    [
      "A.8 testing a value: success",
      { baz: "qux", foo: ["a", 2, "c"] },
      [
        { op: "test", path: "/baz", value: "qux" },
        { op: "test", path: "/foo/1", value: 2 },
      ],
      { baz: "qux", foo: ["a", 2, "c"] },
    ],
    [
      "A.10 adding a nested member object",
      { foo: "bar" },
      [{ op: "add", path: "/child", value: { grandchild: {} } }],
      { foo: "bar", child: { grandchild: {} } },
    ],
    [
      "A.11 ignoring unrecognized elements",
      { foo: "bar" },
      [{ op: "add", path: "/baz", value: "qux", xyz: 123 }],
      { foo: "bar", baz: "qux" },
    ],
    [
      "A.14 ~ escape ordering",
      { "/": 9, "~1": 10 },
      [{ op: "test", path: "/~01", value: 10 }],
      { "/": 9, "~1": 10 },
    ],
    [
      "A.16 adding an array value",
      { foo: ["bar"] },
      [{ op: "add", path: "/foo/-", value: ["abc", "def"] }],
      { foo: ["bar", ["abc", "def"]] },
    ],
  ])("%s", (_, document, operations, result) => {
    expect(patch(document, operations)).toEqual(result);
  });

  it("A.9 testing a value: error", () => {
    expectCode({ baz: "qux" }, [{ op: "test", path: "/baz", value: "bar" }], "test-failed");
  });

  it("A.12 adding to a nonexistent target", () => {
    expectCode({ foo: "bar" }, [{ op: "add", path: "/baz/bat", value: "qux" }], "no-such-path");
  });

  it("A.13 invalid JSON Patch document: the last op counts, as JSON.parse has it", () => {
    const operations = '[{ "op": "add", "path": "/baz", "value": "qux", "op": "remove" }]';
    expectCode({ foo: "bar" }, JSON.parse(operations), "no-such-path");
  });

  it("A.15 comparing strings and numbers", () => {
    expectCode({ "/": 9, "~1": 10 }, [{ op: "test", path: "/~01", value: "10" }], "test-failed");
  });
});

describe("apply", () => {
  it.each<[string, Json, unknown, Json]>([
    ["adds over a member", { a: 1 }, [{ op: "add", path: "/a", value: 2 }], { a: 2 }],
    ["adds at the end", [1], [{ op: "add", path: "/1", value: 2 }], [1, 2]],
    ["adds the whole document", { a: 1 }, [{ op: "add", path: "", value: [] }], []],
    ["replaces the whole document", [1], [{ op: "replace", path: "", value: null }], null],
    ["replaces an item", [1, 2], [{ op: "replace", path: "/1", value: 3 }], [1, 3]],
    ["moves nothing onto itself", [1, 2], [{ op: "move", from: "/1", path: "/1" }], [1, 2]],
    [
      "moves to a prefix that is no parent",
      { a: 1 },
      [{ op: "move", from: "/a", path: "/ab" }],
      { ab: 1 },
    ],
    [
      "moves onto its parent",
      { a: { b: 1 } },
      [{ op: "move", from: "/a/b", path: "/a" }],
      { a: 1 },
    ],
    [
      "tests without regard to order",
      { a: { b: 1, c: 2 } },
      [{ op: "test", path: "/a", value: { c: 2, b: 1 } }],
      { a: { b: 1, c: 2 } },
    ],
    ["does nothing", { a: 1 }, [], { a: 1 }],
  ])("%s", (_, document, operations, result) => {
    expect(patch(document, operations)).toEqual(result);
  });

  it.each<[string, Json, unknown, string]>([
    ["a missing member to remove", {}, [{ op: "remove", path: "/a" }], "no-such-path"],
    ["an inherited member", {}, [{ op: "remove", path: "/toString" }], "no-such-path"],
    ["a missing member to replace", {}, [{ op: "replace", path: "/a", value: 1 }], "no-such-path"],
    ["an item beyond the end", [1], [{ op: "remove", path: "/1" }], "no-such-path"],
    ["the item after the last", [1], [{ op: "replace", path: "/-", value: 1 }], "no-such-path"],
    ["an index beyond the end", [1], [{ op: "add", path: "/2", value: 1 }], "no-such-path"],
    ["an index with a zero", [1, 2], [{ op: "add", path: "/01", value: 1 }], "no-such-path"],
    ["a name in an array", [1], [{ op: "add", path: "/a", value: 1 }], "no-such-path"],
    ["the inside of a scalar", { a: 1 }, [{ op: "add", path: "/a/b", value: 1 }], "no-such-path"],
    ["the whole document to remove", {}, [{ op: "remove", path: "" }], "no-such-path"],
    ["a move into itself", { a: {} }, [{ op: "move", from: "/a", path: "/a/b" }], "no-such-path"],
    ["a move from nowhere", {}, [{ op: "move", from: "/a", path: "/a" }], "no-such-path"],
    ["a pointer without a slash", {}, [{ op: "add", path: "a", value: 1 }], "bad-pointer"],
    ["no path", {}, [{ op: "add", value: 1 }], "bad-pointer"],
    ["no value", {}, [{ op: "add", path: "/a" }], "bad-operation"],
    ["an unknown operation", {}, [{ op: "merge", path: "/a" }], "bad-operation"],
    ["a copy", { a: 1 }, [{ op: "copy", from: "/a", path: "/b" }], "bad-operation"],
    ["a value that is not JSON", {}, [{ op: "add", path: "/a", value: Number.NaN }], "not-json"],
  ])("refuses %s", (_, document, operations, code) => {
    expectCode(document, operations, code);
  });

  it("refuses more operations than the limit", () => {
    const operation: Operation = { op: "replace", path: "", value: 1 };
    expect(
      apply(
        0,
        Array.from({ length: MAX_OPERATIONS }, () => operation),
      ),
    ).toBe(1);
    expectCode(
      0,
      Array.from({ length: MAX_OPERATIONS + 1 }, () => operation),
      "too-many-operations",
    );
  });

  it("changes neither the document nor the operations, even when it fails", () => {
    const document: Json = { list: [{ a: 1 }], gone: true };
    const operations: PatchOperation[] = [
      { op: "add", path: "/list/0", value: { b: [] } },
      { op: "add", path: "/list/0/b/0", value: 1 },
      { op: "replace", path: "/list/1/a", value: 2 },
      { op: "remove", path: "/gone" },
    ];
    const copies = structuredClone({ document, operations });
    expect(apply(document, operations)).toEqual({ list: [{ b: [1] }, { a: 2 }] });
    expectCode(document, [...operations, { op: "remove", path: "/nothing" }], "no-such-path");
    expect({ document, operations }).toEqual(copies);
  });

  it("treats __proto__ as a name like any other", () => {
    const operations: Operation[] = [{ op: "add", path: "/__proto__", value: { polluted: true } }];
    const result = apply({}, operations);
    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(equals(apply(result, [{ op: "remove", path: "/__proto__" }]), {})).toBe(true);
    expectCode({}, [{ op: "add", path: "/__proto__/x", value: 1 }], "no-such-path");
  });
});
