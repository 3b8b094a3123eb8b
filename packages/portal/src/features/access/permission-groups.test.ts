import type { PermissionRestriction, UserPermissionSet } from "@indelible/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnlimited, permissionGroups } from "./permission-groups.ts";

const grant = (parts: Partial<PermissionRestriction> = {}): PermissionRestriction => ({
  SpaceId: "Spaces-1",
  RestrictedToProjectIds: [],
  RestrictedToEnvironmentIds: [],
  RestrictedToTenantIds: [],
  RestrictedToProjectGroupIds: [],
  ...parts,
});

const setOf = (parts: Partial<UserPermissionSet>): UserPermissionSet => ({
  SpacePermissions: {},
  SystemPermissions: [],
  Teams: [],
  IsPermissionsComplete: true,
  IsTeamsComplete: true,
  ...parts,
});

describe("permissions of a user", () => {
  it("are grouped if they apply in the same space with the same restrictions", () => {
    const one = grant({ RestrictedToProjectIds: ["Projects-2", "Projects-1"] });
    const same = grant({ RestrictedToProjectIds: ["Projects-1", "Projects-2"] });
    const groups = permissionGroups(
      setOf({ SpacePermissions: { ProjectView: [one], EventView: [same] } }),
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      spaceId: "Spaces-1",
      permissions: ["EventView", "ProjectView"],
      scope: { ProjectIds: ["Projects-1", "Projects-2"] },
    });
  });

  it("begin with the system, and in a space with what is unlimited", () => {
    const narrow = grant({ RestrictedToTenantIds: ["Tenants-1"] });
    const groups = permissionGroups(
      setOf({
        SystemPermissions: ["UserView"],
        SpacePermissions: {
          TenantView: [narrow, grant()],
          ProjectView: [grant({ SpaceId: "Spaces-2" })],
        },
      }),
    );
    expect(groups.map(({ spaceId, scope }) => [spaceId, isUnlimited(scope)])).toEqual([
      [null, true],
      ["Spaces-1", true],
      ["Spaces-1", false],
      ["Spaces-2", true],
    ]);
  });

  it("are none for a user without permissions", () => {
    expect(permissionGroups(setOf({}))).toEqual([]);
  });

  it("are all there, each once in its group, whatever they are limited to", () => {
    const ids = fc.uniqueArray(fc.constantFrom("Projects-1", "Projects-2"));
    const grants = fc.array(
      fc.record({ SpaceId: fc.constantFrom("Spaces-1", "Spaces-2"), RestrictedToProjectIds: ids }),
    );
    fc.assert(
      fc.property(grants, grants, (EventView, ProjectView) => {
        const groups = permissionGroups(
          setOf({
            SpacePermissions: {
              EventView: EventView.map(grant),
              ProjectView: ProjectView.map(grant),
            },
          }),
        );
        const held = new Set(groups.flatMap(({ permissions }) => permissions));
        expect(held.has("EventView")).toBe(EventView.length > 0);
        expect(held.has("ProjectView")).toBe(ProjectView.length > 0);
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
        for (const { permissions } of groups)
          expect(new Set(permissions).size).toBe(permissions.length);
      }),
    );
  });
});
