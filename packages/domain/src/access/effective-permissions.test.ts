import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  effectivePermissions,
  type PermissionSources,
  type ScopedUserRole,
} from "./effective-permissions.ts";
import { allows, type PermissionScope } from "./grants.ts";
import { appliesAt, PERMISSION_IDS, PERMISSIONS, type Permission } from "./permissions.ts";
import type { GrantedPermissions } from "./user-role.ts";

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "ProjectGroups-1": ["Projects-1", "Projects-2"],
  "ProjectGroups-2": ["Projects-3"],
  "ProjectGroups-3": [],
};

const groupProjects = (id: string) => GROUPS[id] ?? [];

function scopedRole(init: Partial<ScopedUserRole> = {}): ScopedUserRole {
  return {
    Id: "ScopedUserRoles-1",
    UserRoleId: "UserRoles-1",
    TeamId: "Teams-1",
    SpaceId: "Spaces-1",
    ProjectIds: [],
    ProjectGroupIds: [],
    EnvironmentIds: [],
    TenantIds: [],
    ...init,
  };
}

/** A user of the system team Teams-1, whose scoped roles all hold the one role. */
function userWith(
  granted: { space?: readonly string[]; system?: readonly string[] },
  scopedRoles: readonly ScopedUserRole[],
  memberships: PermissionSources["memberships"] = [{ TeamId: "Teams-1", SpaceId: null }],
) {
  const role: GrantedPermissions = {
    GrantedSpacePermissions: granted.space ?? [],
    GrantedSystemPermissions: granted.system ?? [],
  };
  const roles = new Map([["UserRoles-1", role]]);
  return effectivePermissions({ memberships, scopedRoles, roles, groupProjects });
}

describe("effectivePermissions", () => {
  it("grants the permissions of the scoped roles of the user's teams, in their spaces", () => {
    const effective = userWith({ space: ["ProjectView"] }, [scopedRole()]);
    expect([...effective]).toEqual([["ProjectView", [{ spaceId: "Spaces-1" }]]]);
  });

  it("grants nothing for teams that the user is not in", () => {
    const effective = userWith({ space: ["ProjectView"] }, [scopedRole({ TeamId: "Teams-2" })]);
    expect(effective.size).toBe(0);
  });

  it("makes every user a member of Everyone", () => {
    const scoped = scopedRole({ TeamId: "teams-everyone" });
    expect(userWith({ space: ["ProjectView"] }, [scoped], []).has("ProjectView")).toBe(true);
  });

  it("grants nothing for a role that was deleted", () => {
    const scoped = scopedRole({ UserRoleId: "UserRoles-2" });
    expect(userWith({ space: ["ProjectView"] }, [scoped]).size).toBe(0);
  });

  it("unites the projects of a scoped role with those of its groups", () => {
    const scoped = scopedRole({
      ProjectIds: ["Projects-5", "Projects-1"],
      ProjectGroupIds: ["ProjectGroups-1"],
    });
    expect(userWith({ space: ["ProjectView"] }, [scoped]).get("ProjectView")).toEqual([
      {
        spaceId: "Spaces-1",
        projects: ["Projects-5", "Projects-1", "Projects-2"],
        viaProjectGroups: ["ProjectGroups-1"],
      },
    ]);
  });

  it("limits to no projects, instead of not limiting, if the groups have no projects", () => {
    const scoped = scopedRole({ ProjectGroupIds: ["ProjectGroups-3"] });
    const effective = userWith({ space: ["ProjectView"] }, [scoped]);
    expect(effective.get("ProjectView")).toMatchObject([{ projects: [] }]);
    const scope = { spaceId: "Spaces-1", projects: ["Projects-1"] };
    expect(allows(effective, "ProjectView", scope)).toBe(false);
  });

  it("keeps the groups if the permission can be limited by them", () => {
    const scoped = scopedRole({
      ProjectIds: ["Projects-5"],
      ProjectGroupIds: ["ProjectGroups-1"],
    });
    expect(userWith({ space: ["ProjectCreate"] }, [scoped]).get("ProjectCreate")).toEqual([
      { spaceId: "Spaces-1", projectGroups: ["ProjectGroups-1"] },
    ]);
  });

  it("ignores limits in dimensions that the permission does not support", () => {
    const scoped = scopedRole({
      ProjectIds: ["Projects-1"],
      EnvironmentIds: ["Environments-1"],
      TenantIds: ["Tenants-1"],
    });
    const effective = userWith({ space: ["ProcessView", "LifecycleView", "MachineView"] }, [
      scoped,
    ]);
    expect(effective.get("LifecycleView")).toEqual([{ spaceId: "Spaces-1" }]);
    expect(effective.get("ProcessView")).toEqual([
      { spaceId: "Spaces-1", projects: ["Projects-1"] },
    ]);
    expect(effective.get("MachineView")).toEqual([
      { spaceId: "Spaces-1", environments: ["Environments-1"], tenants: ["Tenants-1"] },
    ]);
  });

  it("grants system permissions at system level without limits, also for a role in a space", () => {
    const scoped = scopedRole({ ProjectIds: ["Projects-1"] });
    const effective = userWith({ space: ["EventView"], system: ["EventView", "UserView"] }, [
      scoped,
    ]);
    expect(effective.get("UserView")).toEqual([{ spaceId: null }]);
    expect(effective.get("EventView")).toEqual([
      { spaceId: null },
      { spaceId: "Spaces-1", projects: ["Projects-1"] },
    ]);
  });

  it("grants no space permissions for a scoped role of no space", () => {
    const scoped = scopedRole({ SpaceId: null });
    const effective = userWith({ space: ["ProjectView"], system: ["UserView"] }, [scoped]);
    expect([...effective.keys()]).toEqual(["UserView"]);
  });

  it("grants nothing for a permission at the wrong level, or an unknown one", () => {
    const effective = userWith(
      { space: ["UserEdit", "AuditView", "taskview"], system: ["ProjectView", "", "taskVIEW"] },
      [scopedRole()],
    );
    expect([...effective.keys()]).toEqual(["TaskView"]);
  });

  it("grants a permission once that a role lists twice", () => {
    const effective = userWith({ space: ["EventView", "eventview"] }, [scopedRole()]);
    expect(effective.get("EventView")).toHaveLength(1);
  });

  describe("for a team of a space", () => {
    const member = [{ TeamId: "Teams-1", SpaceId: "Spaces-1" }];
    const granted = { space: ["ProjectView"], system: ["TeamView"] };

    it("grants permissions in that space, and the system permissions of its roles", () => {
      const effective = userWith(granted, [scopedRole()], member);
      expect([...effective.keys()].sort()).toEqual(["ProjectView", "TeamView"]);
    });

    it.each(["Spaces-2", null])("grants nothing for a scoped role of %s", (SpaceId) => {
      expect(userWith(granted, [scopedRole({ SpaceId })], member).size).toBe(0);
    });

    it("grants nothing for a role that has only system permissions", () => {
      expect(userWith({ system: ["UserEdit"] }, [scopedRole()], member).size).toBe(0);
    });
  });
});

const RUNS = { seed: 20190101, numRuns: 300 };

const anyIds = (prefix: string, count: number) =>
  fc.subarray(Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`));

const anyPermission: fc.Arbitrary<Permission> = fc.oneof(
  fc.constantFrom("EventView", "ProjectView", "ProjectCreate", "VariableEdit", "LifecycleView"),
  fc.constantFrom(...PERMISSION_IDS),
);

const anySpace = fc.constantFrom("Spaces-1", "Spaces-2", null);

const anyScopedRole: fc.Arbitrary<ScopedUserRole> = fc.record({
  Id: fc.constant("ScopedUserRoles-1"),
  UserRoleId: fc.constantFrom("UserRoles-1", "UserRoles-2", "UserRoles-3"),
  TeamId: fc.constantFrom("Teams-1", "Teams-2", "teams-everyone"),
  SpaceId: anySpace,
  ProjectIds: anyIds("Projects", 4),
  ProjectGroupIds: anyIds("ProjectGroups", 3),
  EnvironmentIds: anyIds("Environments", 3),
  TenantIds: anyIds("Tenants", 3),
});

const anyRole: fc.Arbitrary<GrantedPermissions> = fc.record({
  GrantedSpacePermissions: fc.array(anyPermission, { maxLength: 5 }),
  GrantedSystemPermissions: fc.array(anyPermission, { maxLength: 3 }),
});

const anySources: fc.Arbitrary<PermissionSources> = fc.record({
  memberships: fc.uniqueArray(
    fc.record({ TeamId: fc.constantFrom("Teams-1", "Teams-2"), SpaceId: anySpace }),
    { selector: ({ TeamId }) => TeamId },
  ),
  scopedRoles: fc.array(anyScopedRole, { maxLength: 6 }),
  roles: fc.tuple(anyRole, anyRole).map(
    ([one, two]) =>
      new Map([
        ["UserRoles-1", one],
        ["UserRoles-2", two],
      ]),
  ),
  groupProjects: fc.constant(groupProjects),
});

const anyScope: fc.Arbitrary<PermissionScope> = fc.record({
  spaceId: anySpace,
  projects: anyIds("Projects", 4),
  projectGroups: anyIds("ProjectGroups", 3),
  environments: anyIds("Environments", 3),
  tenants: anyIds("Tenants", 3),
});

/** A permission and a scope, the permission mostly one that the sources grant somewhere. */
const anyCase = anySources.chain((sources) => {
  const held = [...effectivePermissions(sources).keys()];
  const permission = held.length === 0 ? anyPermission : fc.constantFrom(...held);
  return fc.record({ sources: fc.constant(sources), permission, scope: anyScope });
});

describe("effectivePermissions, for any organisation", () => {
  it("only adds: one more scoped role never removes access", () => {
    fc.assert(
      fc.property(anyCase, anyScopedRole, ({ sources, permission, scope }, another) => {
        const before = allows(effectivePermissions(sources), permission, scope);
        const more = { ...sources, scopedRoles: [...sources.scopedRoles, another] };
        return !before || allows(effectivePermissions(more), permission, scope);
      }),
      RUNS,
    );
  });

  it("is the sum of what each scoped role grants", () => {
    fc.assert(
      fc.property(anyCase, ({ sources, permission, scope }) => {
        const together = allows(effectivePermissions(sources), permission, scope);
        const single = sources.scopedRoles.some((scoped) =>
          allows(effectivePermissions({ ...sources, scopedRoles: [scoped] }), permission, scope),
        );
        expect(together).toBe(single);
      }),
      RUNS,
    );
  });

  it("does not depend on the order of scoped roles", () => {
    const shuffled = anyCase.chain((given) =>
      fc.record({
        given: fc.constant(given),
        scopedRoles: fc.shuffledSubarray([...given.sources.scopedRoles], {
          minLength: given.sources.scopedRoles.length,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given: { sources, permission, scope }, scopedRoles }) => {
        const other = effectivePermissions({ ...sources, scopedRoles });
        expect(allows(other, permission, scope)).toBe(
          allows(effectivePermissions(sources), permission, scope),
        );
      }),
      RUNS,
    );
  });

  it("treats a group as the list of its projects", () => {
    const byProject = anyCase.filter(({ permission }) =>
      PERMISSIONS[permission].restrictions.includes("Projects"),
    );
    // A group without projects is left out: alone it limits, and no project at all would not.
    const named = (scoped: ScopedUserRole): ScopedUserRole => ({
      ...scoped,
      ProjectIds: [...scoped.ProjectIds, ...scoped.ProjectGroupIds.flatMap(groupProjects)],
      ProjectGroupIds: [],
    });
    fc.assert(
      fc.property(byProject, ({ sources, permission, scope }) => {
        const scopedRoles = sources.scopedRoles.filter(
          ({ ProjectGroupIds }) => !ProjectGroupIds.includes("ProjectGroups-3"),
        );
        const grouped = effectivePermissions({ ...sources, scopedRoles });
        const listed = effectivePermissions({ ...sources, scopedRoles: scopedRoles.map(named) });
        expect(allows(listed, permission, scope)).toBe(allows(grouped, permission, scope));
      }),
      RUNS,
    );
  });

  it("covers everything in a space for a role without limits", () => {
    fc.assert(
      fc.property(anyPermission, anyScope, (permission, scope) => {
        const effective = userWith({ space: [permission] }, [scopedRole()]);
        const reached = scope.spaceId === "Spaces-1" && appliesAt(permission, "space");
        expect(allows(effective, permission, scope)).toBe(reached);
      }),
      RUNS,
    );
  });

  it("narrows when a scoped role is limited, and still covers scopes without values in a limited dimension", () => {
    fc.assert(
      fc.property(anyPermission, anyScopedRole, anyScope, (permission, limited, scope) => {
        const held = { TeamId: "Teams-1", SpaceId: "Spaces-1", UserRoleId: "UserRoles-1" };
        const open = userWith({ space: [permission] }, [scopedRole()]);
        const narrow = userWith({ space: [permission] }, [{ ...limited, ...held }]);
        if (allows(narrow, permission, scope)) {
          expect(allows(open, permission, scope)).toBe(true);
        }
        const bare = { spaceId: scope.spaceId };
        expect(allows(narrow, permission, bare)).toBe(allows(open, permission, bare));
      }),
      RUNS,
    );
  });
});
