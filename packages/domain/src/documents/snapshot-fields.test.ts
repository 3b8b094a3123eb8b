import { expect, test } from "vitest";
import { renewal } from "./snapshot-fields.ts";

const before = {
  ProjectVariableSetSnapshotId: "snapshot-1",
  LibraryVariableSetSnapshotIds: ["snapshot-2", "snapshot-3"],
};

test("other snapshots of variables have their own verb", () => {
  const verb = "was given the variables of now";
  expect(renewal(before, { ...before, ProjectVariableSetSnapshotId: "snapshot-9" })).toBe(verb);
  const fewer = { ...before, LibraryVariableSetSnapshotIds: ["snapshot-2"] };
  expect(renewal(before, fewer)).toBe(verb);
});

test("any other change, a creation and a deletion have none", () => {
  const copy = { ...before, LibraryVariableSetSnapshotIds: ["snapshot-2", "snapshot-3"] };
  expect(renewal(before, copy)).toBeUndefined();
  expect(renewal(undefined, before)).toBeUndefined();
  expect(renewal(before, undefined)).toBeUndefined();
});
