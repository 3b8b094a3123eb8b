import { EVERYONE } from "./built-in-teams.ts";
import { DIMENSION_OF, type EffectivePermissions, type Grant, type Limits } from "./grants.ts";
import { appliesAt, PERMISSIONS, type Permission, parsePermission } from "./permissions.ts";
import type { GrantedPermissions } from "./user-role.ts";

/** A team that a user is a member of. */
export interface TeamMembership {
  readonly TeamId: string;
  /** The space of the team; null for a team of the whole installation. */
  readonly SpaceId: string | null;
}

/**
 * A user role that is assigned to a team, in a space or at system level, with its limits. An empty
 * list does not limit.
 */
export interface ScopedUserRole {
  readonly Id: string;
  readonly UserRoleId: string;
  readonly TeamId: string;
  readonly SpaceId: string | null;
  readonly ProjectIds: readonly string[];
  readonly ProjectGroupIds: readonly string[];
  readonly EnvironmentIds: readonly string[];
  readonly TenantIds: readonly string[];
}

/** What determines a user's permissions. It may include scoped roles of other teams. */
export interface PermissionSources {
  /** The user's teams; Everyone may be left out. */
  readonly memberships: readonly TeamMembership[];
  readonly scopedRoles: readonly ScopedUserRole[];
  /** What each user role grants, by id. A scoped role whose user role is missing grants nothing. */
  readonly roles: ReadonlyMap<string, GrantedPermissions>;
  /** The ids of the projects that are currently in a group. */
  readonly groupProjects: (groupId: string) => readonly string[];
}

/**
 * All permissions of a user: the sum of those that the scoped roles of their teams grant.
 *
 * - Space permissions apply in the scoped role's space, within its scope: projects and the projects
 *   of its groups are combined, the other dimensions all have to match, and a dimension that the
 *   permission does not support (see `PERMISSIONS`) does not limit it. A scoped role of no space
 *   grants no space permissions.
 * - System permissions apply at system level and without limits, also when the role is assigned in
 *   a space.
 * - A permission listed at a level where it cannot apply, or a name that is not a permission,
 *   grants nothing.
 * - A team of a space grants nothing outside of it: its scoped roles of other spaces, or of none,
 *   grant nothing, and neither do the system permissions of its roles.
 */
export function effectivePermissions(sources: PermissionSources): EffectivePermissions {
  const teams = new Map<string, string | null>([
    [EVERYONE.Id, EVERYONE.SpaceId],
    ...sources.memberships.map(({ TeamId, SpaceId }) => [TeamId, SpaceId] as const),
  ]);
  const effective = new Map<Permission, Grant[]>();
  // Many teams may have the same role: each role is read once.
  const roles = new Map([...sources.roles].map(([id, role]) => [id, readRole(role)]));
  for (const scoped of sources.scopedRoles) {
    const role = roles.get(scoped.UserRoleId);
    const teamSpaceId = teams.get(scoped.TeamId);
    if (role === undefined || teamSpaceId === undefined) continue;
    if (!mayHold(teamSpaceId, scoped, role)) continue;
    for (const [permission, grant] of grantsOfRole(scoped, role, sources.groupProjects)) {
      const grants = effective.get(permission) ?? [];
      grants.push(grant);
      effective.set(permission, grants);
    }
  }
  return effective;
}

/** What a user role grants, at the levels where it can apply. */
interface RoleGrants {
  readonly system: readonly Permission[];
  readonly space: readonly Permission[];
  readonly hasSpaceLevel: boolean;
}

function readRole(role: GrantedPermissions): RoleGrants {
  return {
    system: permissionsAt("system", role.GrantedSystemPermissions),
    space: permissionsAt("space", role.GrantedSpacePermissions),
    hasSpaceLevel: role.GrantedSpacePermissions.length > 0,
  };
}

function mayHold(teamSpaceId: string | null, scoped: ScopedUserRole, role: RoleGrants) {
  if (teamSpaceId === null) return true;
  return scoped.SpaceId === teamSpaceId && role.hasSpaceLevel;
}

function grantsOfRole(
  scoped: ScopedUserRole,
  role: RoleGrants,
  groupProjects: PermissionSources["groupProjects"],
): [Permission, Grant][] {
  const systemGrants = role.system.map((id): [Permission, Grant] => [id, { spaceId: null }]);
  if (scoped.SpaceId === null) return systemGrants;
  const limits = limitsOf(scoped, groupProjects);
  const unlimited: Grant = { spaceId: scoped.SpaceId };
  // Runs for every request; most roles have no limits.
  const grantOf =
    Object.keys(limits).length === 0
      ? () => unlimited
      : (id: Permission) => ({
          ...unlimited,
          ...supportedLimits(id, limits),
          ...origin(id, scoped),
        });
  const spaceGrants = role.space.map((id): [Permission, Grant] => [id, grantOf(id)]);
  return [...systemGrants, ...spaceGrants];
}

function permissionsAt(level: "space" | "system", texts: readonly string[]): Permission[] {
  const permissions = new Set(texts.flatMap((text) => parsePermission(text) ?? []));
  return [...permissions].filter((permission) => appliesAt(permission, level));
}

function limitsOf(
  scoped: ScopedUserRole,
  groupProjects: PermissionSources["groupProjects"],
): Limits {
  const { ProjectIds, ProjectGroupIds, EnvironmentIds, TenantIds } = scoped;
  const projects = new Set([...ProjectIds, ...ProjectGroupIds.flatMap((id) => groupProjects(id))]);
  return {
    ...(ProjectIds.length + ProjectGroupIds.length > 0 && { projects: [...projects] }),
    ...(ProjectGroupIds.length > 0 && { projectGroups: ProjectGroupIds }),
    ...(EnvironmentIds.length > 0 && { environments: EnvironmentIds }),
    ...(TenantIds.length > 0 && { tenants: TenantIds }),
  };
}

function supportedLimits(permission: Permission, limits: Limits): Limits {
  const supported = PERMISSIONS[permission].restrictions.map((name) => DIMENSION_OF[name]);
  return Object.fromEntries(
    supported.flatMap((dimension) => {
      const ids = limits[dimension];
      return ids === undefined ? [] : [[dimension, ids]];
    }),
  );
}

function origin(permission: Permission, scoped: ScopedUserRole): Pick<Grant, "viaProjectGroups"> {
  const byProject = PERMISSIONS[permission].restrictions.includes("Projects");
  if (!byProject || scoped.ProjectGroupIds.length === 0) return {};
  return { viaProjectGroups: scoped.ProjectGroupIds };
}
