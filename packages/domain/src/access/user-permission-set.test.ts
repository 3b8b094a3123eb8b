import { describe, expect, it } from "vitest";
import type { EffectivePermissions } from "./grants.ts";
import { type ProjectedTeam, userPermissionSet } from "./user-permission-set.ts";

const EVERYONE: ProjectedTeam = {
  Id: "teams-everyone",
  Name: "Everyone",
  SpaceId: null,
  IsDirectlyAssigned: false,
  ExternalSecurityGroups: [],
};

const WHOLE = { permissions: true, teams: true };

describe("userPermissionSet", () => {
  it("is empty but complete for a user without permissions", () => {
    expect(userPermissionSet(new Map(), [EVERYONE], WHOLE)).toEqual({
      SpacePermissions: {},
      SystemPermissions: [],
      Teams: [EVERYONE],
      IsPermissionsComplete: true,
      IsTeamsComplete: true,
    });
  });

  it("lists every grant of a space permission with its limits", () => {
    const effective: EffectivePermissions = new Map([
      [
        "DeploymentCreate",
        [
          { spaceId: "Spaces-1", projects: ["Projects-1"], environments: ["Environments-1"] },
          { spaceId: "Spaces-2", tenants: ["Tenants-1"] },
        ],
      ],
    ]);
    expect(userPermissionSet(effective, [], WHOLE).SpacePermissions).toEqual({
      DeploymentCreate: [
        {
          SpaceId: "Spaces-1",
          RestrictedToProjectIds: ["Projects-1"],
          RestrictedToEnvironmentIds: ["Environments-1"],
          RestrictedToTenantIds: [],
          RestrictedToProjectGroupIds: [],
        },
        {
          SpaceId: "Spaces-2",
          RestrictedToProjectIds: [],
          RestrictedToEnvironmentIds: [],
          RestrictedToTenantIds: ["Tenants-1"],
          RestrictedToProjectGroupIds: [],
        },
      ],
    });
  });

  it("distinguishes permissions in spaces from those at system level", () => {
    const effective: EffectivePermissions = new Map([
      ["UserView", [{ spaceId: null }]],
      ["TeamView", [{ spaceId: "Spaces-1" }]],
      ["EventView", [{ spaceId: "Spaces-1" }, { spaceId: null }, { spaceId: null }]],
    ]);
    const { SpacePermissions, SystemPermissions } = userPermissionSet(effective, [], WHOLE);
    expect(Object.keys(SpacePermissions)).toEqual(["EventView", "TeamView"]);
    expect(SpacePermissions.EventView).toHaveLength(1);
    expect(SystemPermissions).toEqual(["EventView", "UserView"]);
  });

  it("includes the groups, so that one without projects does not look unlimited", () => {
    const effective: EffectivePermissions = new Map([
      [
        "ProjectView",
        [{ spaceId: "Spaces-1", projects: [], viaProjectGroups: ["ProjectGroups-1"] }],
      ],
      ["ProjectCreate", [{ spaceId: "Spaces-1", projectGroups: ["ProjectGroups-2"] }]],
    ]);
    const { SpacePermissions } = userPermissionSet(effective, [], WHOLE);
    expect(SpacePermissions.ProjectView).toMatchObject([
      { RestrictedToProjectIds: [], RestrictedToProjectGroupIds: ["ProjectGroups-1"] },
    ]);
    expect(SpacePermissions.ProjectCreate).toMatchObject([
      { RestrictedToProjectIds: [], RestrictedToProjectGroupIds: ["ProjectGroups-2"] },
    ]);
  });

  it("reports when it leaves out what the reader may not see", () => {
    const part = userPermissionSet(new Map(), [], { permissions: false, teams: false });
    expect(part).toMatchObject({ IsPermissionsComplete: false, IsTeamsComplete: false });
  });
});
