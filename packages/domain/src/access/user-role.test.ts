import { expect, test } from "vitest";
import { builtInRole } from "./user-role.ts";

test("a role has an id that is derived from its name, and each permission once", () => {
  const role = builtInRole({
    name: "Sample Role",
    description: "For the test.",
    space: ["ProjectView", "EventView", "ProjectView"],
  });
  expect(role).toEqual({
    Id: "userroles-samplerole",
    Name: "Sample Role",
    Description: "For the test.",
    GrantedSpacePermissions: ["ProjectView", "EventView"],
    GrantedSystemPermissions: [],
    CanBeDeleted: false,
  });
});
