import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { type Change, changes } from "./changes.ts";
import { differences } from "./differences.ts";
import { MAX_OPERATIONS, type Operation } from "./operation.ts";

/** As a page shows a change. */
function sentence({ path, kind, before, after }: Change): string {
  const where = path.map(({ label }) => label).join(" › ");
  return `${where}: ${kind} ${JSON.stringify(before)} ${JSON.stringify(after)}`;
}

function sentences(before: Json, after: Json): string[] {
  return changes(before, differences(before, after)).map(sentence);
}

const BEFORE = {
  Steps: [
    { Id: "s1", Name: "Build", Properties: { Body: "make" } },
    { Id: "s2", Name: "Deploy web", Properties: { Body: "old" } },
    { Id: "s3", Name: "", Properties: {} },
  ],
  Roles: ["web"],
};
const [BUILD, WEB, NAMELESS] = BEFORE.Steps;

describe("changes", () => {
  it("labels items by their Name, else by their index", () => {
    const after = structuredClone(BEFORE);
    for (const step of after.Steps) step.Properties.Body = "new";
    expect(sentences(BEFORE, after)).toEqual([
      'Steps › Build › Properties › Body: changed "make" "new"',
      'Steps › Deploy web › Properties › Body: changed "old" "new"',
      'Steps › 2 › Properties › Body: added undefined "new"',
    ]);
  });

  it("also has keys, for links into the document", () => {
    const [change] = changes(BEFORE, [{ op: "replace", path: "/Steps/1/Name", value: "Web" }]);
    expect(change).toEqual({
      kind: "changed",
      path: [
        { key: "Steps", label: "Steps" },
        { key: "1", label: "Deploy web" },
        { key: "Name", label: "Name" },
      ],
      before: "Deploy web",
      after: "Web",
    });
  });

  it("names what was added, removed and moved", () => {
    const added = { Id: "s4", Name: "Notify" };
    expect(sentences(BEFORE, { Steps: [WEB, BUILD, added] as Json, Roles: ["db"] })).toEqual([
      `Steps › 2: removed ${JSON.stringify(NAMELESS)} undefined`,
      "Steps › Build: moved 0 1",
      `Steps › Notify: added undefined ${JSON.stringify(added)}`,
      'Roles › 0: removed "web" undefined',
      'Roles › 0: added undefined "db"',
    ]);
  });

  it("follows the operations: an item has its name at that point", () => {
    const operations: Operation[] = [
      { op: "replace", path: "/Steps/0/Name", value: "Compile" },
      { op: "move", from: "/Steps/0", path: "/Steps/1" },
      { op: "remove", path: "/Steps/1" },
    ];
    expect(changes(BEFORE, operations).map(({ path }) => path[1]?.label)).toEqual([
      "Build",
      "Compile",
      "Compile",
    ]);
  });

  it("has an empty path for the whole document", () => {
    expect(changes([1], [{ op: "replace", path: "", value: 2 }])).toEqual([
      { path: [], kind: "changed", before: [1], after: 2 },
    ]);
  });

  it("gives a moved member by its names", () => {
    expect(changes({ a: 1 }, [{ op: "move", from: "/a", path: "/b~1c" }])).toEqual([
      { path: [{ key: "a", label: "a" }], kind: "moved", before: "a", after: "b/c" },
    ]);
  });

  it("keeps the old value of what a later operation changes", () => {
    const operations: Operation[] = [
      { op: "replace", path: "/a", value: { c: 1 } },
      { op: "replace", path: "/a/c", value: 2 },
    ];
    expect(changes({ a: { b: [] } }, operations)).toMatchObject([
      { before: { b: [] }, after: { c: 1 } },
      { before: 1, after: 2 },
    ]);
  });

  it("has one change per operation, with the values the kind promises", () => {
    const json = fc.jsonValue() as fc.Arbitrary<Json>;
    const sides = { added: [false, true], removed: [true, false], changed: [true, true] };
    fc.assert(
      fc.property(fc.array(json), fc.array(json), (before, after) => {
        const operations = differences(before, after);
        const listed = changes(before, operations);
        expect(listed).toHaveLength(operations.length);
        for (const change of listed) {
          const expected = change.kind === "moved" ? [true, true] : sides[change.kind];
          expect(["before" in change, "after" in change]).toEqual(expected);
        }
      }),
      { seed: 15 },
    );
  });

  it("refuses operations that do not fit the document", () => {
    expect(() => changes({}, [{ op: "remove", path: "/a" }])).toThrow(
      expect.objectContaining({ code: "no-such-path" }),
    );
    expect(() => changes({}, [{ op: "replace", path: "/a/b", value: 1 }])).toThrow(
      expect.objectContaining({ code: "no-such-path" }),
    );
    const operation: Operation = { op: "replace", path: "", value: 1 };
    const tooMany = Array.from({ length: MAX_OPERATIONS + 1 }, () => operation);
    expect(() => changes({}, tooMany)).toThrow(
      expect.objectContaining({ code: "too-many-operations" }),
    );
  });
});
