import { describe, expect, it } from "vitest";
import type { Json, JsonArray } from "../json/json.ts";
import { MAX_ALIGNMENT_CELLS } from "./alignment.ts";
import { MAX_ARRAY_OPERATIONS, planArray } from "./array-plan.ts";

function operations(before: JsonArray, after: JsonArray): readonly unknown[] | undefined {
  return planArray(before, after, "/a", undefined)?.operations;
}

describe("planArray", () => {
  it("leaves equal ends alone", () => {
    expect(planArray([1, 2, 3], [1, 2, 3], "", undefined)).toEqual({ pairs: [], operations: [] });
    expect(planArray([[1], [2], [3]], [[1], [9], [3]], "", undefined)).toEqual({
      pairs: [[1, 1]],
      operations: [],
    });
  });

  it("removes from the last to the first, then moves, then adds from the first to the last", () => {
    expect(operations(["x", "b", "y", "c", "d"], ["d", "b", "v", "c", "w"])).toEqual([
      { op: "remove", path: "/a/2" },
      { op: "remove", path: "/a/0" },
      { op: "move", from: "/a/2", path: "/a/0" },
      { op: "add", path: "/a/2", value: "v" },
      { op: "add", path: "/a/4", value: "w" },
    ]);
  });

  it("counts each occurrence of a scalar as an item", () => {
    expect(operations(["a", "b"], ["a", "b", "a"])).toEqual([
      { op: "add", path: "/a/2", value: "a" },
    ]);
    expect(operations(["a", "b", "a"], ["b", "a"])).toEqual([{ op: "remove", path: "/a/0" }]);
  });

  it("gives up beyond MAX_ARRAY_OPERATIONS", () => {
    const items = (length: number): string[] => Array.from({ length }, (_, i) => `Roles-${i}`);
    expect(operations([], items(MAX_ARRAY_OPERATIONS))).toHaveLength(MAX_ARRAY_OPERATIONS);
    expect(operations([], items(MAX_ARRAY_OPERATIONS + 1))).toBeUndefined();
    expect(operations(items(MAX_ARRAY_OPERATIONS + 1), [])).toBeUndefined();
    const reversed = (length: number) => operations(items(length), items(length).reverse());
    expect(reversed(MAX_ARRAY_OPERATIONS + 1)).toHaveLength(MAX_ARRAY_OPERATIONS);
    expect(reversed(MAX_ARRAY_OPERATIONS + 2)).toBeUndefined();
  });

  it("gives up on unidentified items that an alignment cannot hold, equal ends aside", () => {
    const side = Math.sqrt(MAX_ALIGNMENT_CELLS) + 1;
    const items = (offset: number): Json[] => Array.from({ length: side }, (_, i) => [i + offset]);
    expect(operations(items(0), items(side))).toBeUndefined();
    expect(operations([[-1], ...items(0)], items(0))).toEqual([{ op: "remove", path: "/a/0" }]);
  });
});
