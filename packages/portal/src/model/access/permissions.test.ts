import type { UserPermissionSet } from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { kindOfRoute } from "../documents/document-kinds.ts";
import { holds, maySee } from "./permissions.ts";

const grant = (SpaceId: string, RestrictedToProjectIds: string[] = []) => ({
  SpaceId,
  RestrictedToProjectIds,
  RestrictedToEnvironmentIds: [],
  RestrictedToTenantIds: [],
  RestrictedToProjectGroupIds: [],
});

const set: UserPermissionSet = {
  SpacePermissions: {
    EventView: [grant("Spaces-1", ["Projects-1"])],
    TeamView: [grant("Spaces-2")],
  },
  SystemPermissions: ["UserView"],
  Teams: [],
  IsPermissionsComplete: true,
  IsTeamsComplete: true,
};

describe("a permission", () => {
  it("is held in the space of a grant, however narrow, and in no other", () => {
    expect(holds(set, "EventView", "Spaces-1")).toBe(true);
    expect(holds(set, "EventView", "Spaces-2")).toBe(false);
  });

  it("at system level reaches into no space, and one of a space not out of it", () => {
    expect(holds(set, "UserView", null)).toBe(true);
    expect(holds(set, "UserView", "Spaces-1")).toBe(false);
    expect(holds(set, "EventView", null)).toBe(false);
  });

  it("is not needed where it is null, and not held where it is unknown", () => {
    expect(holds(set, null, "Spaces-1")).toBe(true);
    expect(holds(set, undefined, "Spaces-1")).toBe(false);
  });
});

describe("a list", () => {
  it.each([
    ["users", "Spaces-1", true],
    ["teams", "Spaces-1", false],
    ["teams", "Spaces-2", true],
    ["userroles", "Spaces-1", false],
    ["projects", "Spaces-1", false],
    ["spaces", "Spaces-1", true],
    ["widgets", "Spaces-1", true],
  ])("of %s in %s is worth a look: %s", (route, spaceId, worth) => {
    expect(maySee(set, kindOfRoute(route), spaceId)).toBe(worth);
  });
});
