import { type EffectivePermissions, type Grant, grantsOf } from "./grants.ts";
import { PERMISSION_IDS, type Permission } from "./permissions.ts";

/** One grant of a space permission as the API shows it; an empty list does not limit. */
export interface PermissionRestriction {
  readonly SpaceId: string;
  readonly RestrictedToProjectIds: readonly string[];
  readonly RestrictedToEnvironmentIds: readonly string[];
  readonly RestrictedToTenantIds: readonly string[];
  readonly RestrictedToProjectGroupIds: readonly string[];
}

/** A team of a user as the API shows it. */
export interface ProjectedTeam {
  readonly Id: string;
  readonly Name: string;
  readonly SpaceId: string | null;
  /** False for Everyone, whose members are not listed. */
  readonly IsDirectlyAssigned: boolean;
  readonly ExternalSecurityGroups: readonly { readonly Id: string; readonly DisplayName: string }[];
}

/** The response of `GET /api/users/{id}/permissions`. */
export interface UserPermissionSet {
  readonly SpacePermissions: { readonly [P in Permission]?: readonly PermissionRestriction[] };
  readonly SystemPermissions: readonly Permission[];
  readonly Teams: readonly ProjectedTeam[];
  readonly IsPermissionsComplete: boolean;
  readonly IsTeamsComplete: boolean;
}

/**
 * A user's permissions and teams in the form of `GET /api/users/{id}/permissions`, permissions in
 * alphabetical order. `isWhole` tells whether all permissions and teams are included, or only those
 * that the reader may see.
 */
export function userPermissionSet(
  effective: EffectivePermissions,
  teams: readonly ProjectedTeam[],
  isWhole: { readonly permissions: boolean; readonly teams: boolean },
): UserPermissionSet {
  const held = PERMISSION_IDS.map((id) => [id, grantsOf(effective, id)] as const);
  const inSpaces = held.map(([id, grants]) => [id, grants.flatMap(restrictionOf)] as const);
  return {
    SpacePermissions: Object.fromEntries(inSpaces.filter(([, grants]) => grants.length > 0)),
    SystemPermissions: held.flatMap(([id, grants]) => (grants.some(isAtSystem) ? [id] : [])),
    Teams: teams,
    IsPermissionsComplete: isWhole.permissions,
    IsTeamsComplete: isWhole.teams,
  };
}

function isAtSystem({ spaceId }: Grant): boolean {
  return spaceId === null;
}

function restrictionOf(grant: Grant): PermissionRestriction[] {
  if (grant.spaceId === null) return [];
  return [
    {
      SpaceId: grant.spaceId,
      RestrictedToProjectIds: grant.projects ?? [],
      RestrictedToEnvironmentIds: grant.environments ?? [],
      RestrictedToTenantIds: grant.tenants ?? [],
      // The groups are included: a group without projects is a limit, and an empty list would not
      // be one.
      RestrictedToProjectGroupIds: grant.projectGroups ?? grant.viaProjectGroups ?? [],
    },
  ];
}
