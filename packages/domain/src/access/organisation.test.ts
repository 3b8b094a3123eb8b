import { describe, expect, it } from "vitest";
import { BUILT_IN_ROLES } from "./built-in-roles.ts";
import {
  ADMINISTRATORS,
  EVERYONE,
  initialRoleOfTeam,
  spaceManagersTeam,
} from "./built-in-teams.ts";
import {
  effectivePermissions,
  type ScopedUserRole,
  type TeamMembership,
} from "./effective-permissions.ts";
import { visibilityOf } from "./event-visibility.ts";
import { allows, idsAllowed, spacesWhere } from "./grants.ts";
import { PERMISSION_IDS } from "./permissions.ts";
import type { GrantedPermissions } from "./user-role.ts";

// One organisation throughout: built-in roles and teams, and custom teams.

const AUDITOR: GrantedPermissions = {
  GrantedSpacePermissions: ["EventView"],
  GrantedSystemPermissions: [],
};

const ROLES = new Map<string, GrantedPermissions>([
  ...BUILT_IN_ROLES.map((role) => [role.Id, role] as const),
  ["UserRoles-1", AUDITOR],
]);

const PROJECTS_OF: Record<string, string[]> = {
  "ProjectGroups-1": ["Projects-1", "Projects-2"],
  "ProjectGroups-2": ["Projects-3"],
};

function held(
  TeamId: string,
  UserRoleId: string,
  SpaceId: string | null,
  scope: Partial<ScopedUserRole> = {},
): ScopedUserRole {
  return {
    Id: `${TeamId}/${UserRoleId}`,
    UserRoleId,
    TeamId,
    SpaceId,
    ProjectIds: [],
    ProjectGroupIds: [],
    EnvironmentIds: [],
    TenantIds: [],
    ...scope,
  };
}

function builtIn(teamId: string, spaceId: string | null): ScopedUserRole {
  return held(teamId, initialRoleOfTeam(teamId) ?? "", spaceId);
}

const SPACE_MANAGERS = spaceManagersTeam("Spaces-1");

const SCOPED_ROLES: readonly ScopedUserRole[] = [
  builtIn(ADMINISTRATORS.Id, null),
  builtIn(SPACE_MANAGERS.Id, "Spaces-1"),
  held("Teams-web", "userroles-projectviewer", "Spaces-1", {
    ProjectGroupIds: ["ProjectGroups-1"],
  }),
  held("Teams-test", "userroles-projectdeployer", "Spaces-1", {
    ProjectIds: ["Projects-1"],
    EnvironmentIds: ["Environments-test"],
  }),
  held("Teams-audit", "UserRoles-1", "Spaces-1"),
  held("Teams-audit", "UserRoles-1", "Spaces-2", { TenantIds: ["Tenants-1"] }),
];

function memberOf(...teams: (string | TeamMembership)[]) {
  return effectivePermissions({
    memberships: teams.map((team) =>
      typeof team === "string" ? { TeamId: team, SpaceId: null } : team,
    ),
    scopedRoles: SCOPED_ROLES,
    roles: ROLES,
    groupProjects: (groupId) => PROJECTS_OF[groupId] ?? [],
  });
}

const SPACE_MANAGER: TeamMembership = {
  TeamId: SPACE_MANAGERS.Id,
  SpaceId: SPACE_MANAGERS.SpaceId,
};

describe("an organisation", () => {
  it("grants nothing to a user who is only in Everyone", () => {
    expect(memberOf(EVERYONE.Id).size).toBe(0);
    expect(memberOf().size).toBe(0);
  });

  it("gives an administrator no access to a space until they manage it", () => {
    const administrator = memberOf(ADMINISTRATORS.Id);
    expect(allows(administrator, "UserEdit", { spaceId: null })).toBe(true);
    expect(allows(administrator, "ProjectView", { spaceId: "Spaces-1" })).toBe(false);
    const both = memberOf(ADMINISTRATORS.Id, SPACE_MANAGER);
    expect(allows(both, "ProjectView", { spaceId: "Spaces-1" })).toBe(true);
    expect(allows(both, "ProjectView", { spaceId: "Spaces-2" })).toBe(false);
  });

  it("lets a space manager do everything in the space, and at system level only see users", () => {
    const manager = memberOf(SPACE_MANAGER);
    expect(spacesWhere(manager, "CertificateExportPrivateKey")).toEqual(["Spaces-1"]);
    const atSystem = PERMISSION_IDS.filter((id) => allows(manager, id, { spaceId: null }));
    expect(atSystem).toEqual(["TeamView", "UserRoleView", "UserView"]);
  });

  it("shows a team of a project group the projects that are in it", () => {
    const web = memberOf("Teams-web");
    expect(idsAllowed(web, "ProjectView", "Spaces-1", "projects")).toEqual([
      "Projects-1",
      "Projects-2",
    ]);
    expect(idsAllowed(web, "ProjectGroupView", "Spaces-1", "projectGroups")).toEqual([
      "ProjectGroups-1",
    ]);
    expect(idsAllowed(web, "EnvironmentView", "Spaces-1", "environments")).toBe("all");
  });

  it("combines two teams: one sees more projects, the other deploys to one environment", () => {
    const both = memberOf("Teams-web", "Teams-test");
    const deploys = (project: string, environment: string) =>
      allows(both, "DeploymentCreate", {
        spaceId: "Spaces-1",
        projects: [project],
        environments: [environment],
      });
    expect(idsAllowed(both, "ProjectView", "Spaces-1", "projects")).toEqual([
      "Projects-1",
      "Projects-2",
    ]);
    expect(deploys("Projects-1", "Environments-test")).toBe(true);
    expect(deploys("Projects-1", "Environments-live")).toBe(false);
    expect(deploys("Projects-2", "Environments-test")).toBe(false);
  });

  it("lets an outside auditor see events, scoped or not, and nothing else", () => {
    const auditor = memberOf("Teams-audit");
    expect([...auditor.keys()]).toEqual(["EventView"]);
    expect(visibilityOf(auditor)).toEqual([
      { SpaceId: "Spaces-1", Restrictions: {} },
      { SpaceId: "Spaces-2", Restrictions: { Tenants: ["Tenants-1"] } },
    ]);
  });

  it("shows a member of both teams the events that either team sees", () => {
    expect(visibilityOf(memberOf("Teams-web", "Teams-test"))).toEqual([
      { SpaceId: "Spaces-1", Restrictions: { Projects: ["Projects-1", "Projects-2"] } },
      {
        SpaceId: "Spaces-1",
        Restrictions: { Projects: ["Projects-1"], Environments: ["Environments-test"] },
      },
    ]);
  });

  it("shows administrators the events of no space, and no others", () => {
    expect(visibilityOf(memberOf(ADMINISTRATORS.Id))).toEqual([
      { SpaceId: null, Restrictions: {} },
    ]);
  });
});
