import { differences, type Json } from "@indelible/trail/pure";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readableChanges } from "./readable-changes.ts";

const process = {
  Steps: [
    { Id: "a", Name: "Build", Properties: { ScriptBody: "make" } },
    { Id: "b", Name: "Deploy web", Properties: { ScriptBody: "cp" } },
  ],
  EnvironmentIds: ["Environments-1"],
};
const read = (Differences: Parameters<typeof readableChanges>[0]["Differences"]) =>
  readableChanges({ DocumentContext: process, Differences });

describe("readable changes", () => {
  it("name the place by words and by the items' own names", () => {
    expect(
      read([{ op: "replace", path: "/Steps/1/Properties/ScriptBody", value: "rsync" }]),
    ).toEqual([
      {
        kind: "changed",
        label: ["Steps", "Deploy web", "Properties", "Script body"],
        before: "cp",
        after: "rsync",
      },
    ]);
  });

  it("count items without a name from one", () => {
    const [change] =
      read([{ op: "add", path: "/EnvironmentIds/1", value: "Environments-2" }]) ?? [];
    expect(change?.label).toEqual(["Environments", "#2"]);
    expect(change).toMatchObject({ kind: "added", after: "Environments-2" });
  });

  it("tell a move by positions from one", () => {
    const [change] = read([{ op: "move", from: "/Steps/1", path: "/Steps/0" }]) ?? [];
    expect(change).toMatchObject({
      kind: "moved",
      label: ["Steps", "Deploy web"],
      positions: [2, 1],
    });
  });

  it("keep what was removed", () => {
    const [change] = read([{ op: "remove", path: "/Steps/0" }]) ?? [];
    expect(change).toMatchObject({ kind: "removed", label: ["Steps", "Build"] });
    expect(change?.before).toEqual(process.Steps[0]);
  });

  it("are none without operations", () => {
    expect(read([])).toEqual([]);
    expect(read(null)).toEqual([]);
  });

  it("are null when the operations do not fit the document", () => {
    expect(read([{ op: "replace", path: "/Nothing/5/here", value: 1 }])).toBeNull();
  });

  it("tell one change for every operation between any two documents", () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, json, (before, after) => {
        const operations = differences(before, after);
        const changes = readableChanges({ DocumentContext: before, Differences: operations });
        expect(changes).toHaveLength(operations.length);
      }),
    );
  });
});
