import { channels, projects, userRoles, variableSets } from "@indelible/domain";
import { expect, test } from "vitest";
import { callerWith } from "../../../../test/support/caller.ts";
import { reachOf } from "./reach.ts";

test("without the permission, no document is visible", () => {
  expect(reachOf(callerWith([]), projects)).toEqual([]);
});

test("a grant without restrictions admits all documents of its space", () => {
  expect(reachOf(callerWith(["ProjectView"]), projects)).toEqual([
    { SpaceId: "Spaces-1", Restrictions: {} },
  ]);
});

test("the restrictions of a grant are kept", () => {
  const caller = callerWith(["ProcessView", "ProjectView"], {
    projects: ["Projects-1"],
    projectGroups: ["ProjectGroups-1"],
    environments: [],
    tenants: ["Tenants-1"],
  });
  const Restrictions = {
    Projects: ["Projects-1"],
    ProjectGroups: ["ProjectGroups-1"],
    Environments: [],
    Tenants: ["Tenants-1"],
  };
  expect(reachOf(caller, channels)).toEqual([{ SpaceId: "Spaces-1", Restrictions }]);
});

test("each permission of a type excludes the owners that need another one", () => {
  expect(reachOf(callerWith(["VariableView"]), variableSets)).toEqual([
    { SpaceId: "Spaces-1", Restrictions: { LibraryVariableSets: [] } },
  ]);
  const both = callerWith(["VariableView", "LibraryVariableSetView"]);
  expect(reachOf(both, variableSets)).toHaveLength(2);
});

test("types that every user may see are not filtered", () => {
  const open = { ...userRoles, permissions: { ...userRoles.permissions, view: null } };
  expect(reachOf(callerWith([]), open)).toBeUndefined();
});
