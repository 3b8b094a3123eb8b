import {
  type EffectivePermissions,
  effectivePermissions,
  type GrantedPermissions,
  type ScopedUserRole,
  type ScopedUserRoleBody,
  scopedUserRoles,
  type Team,
  userRoles,
} from "@indelible/domain";
import { TAKE_MAX } from "@indelible/kernel";
import { isOfType, type StoredDocument, type Trail } from "@indelible/trail";

/** A scoped user role in the form that permissions are computed from. */
export function scopedRoleOf({
  id,
  spaceId,
  body,
}: Pick<StoredDocument<ScopedUserRoleBody>, "id" | "spaceId" | "body">): ScopedUserRole {
  return { ...body, Id: id, SpaceId: spaceId };
}

/** The scoped user roles of a team, or of a user role. */
export async function scopedRolesOf(
  trail: Trail,
  by: { readonly TeamId: string } | { readonly UserRoleId: string },
): Promise<readonly StoredDocument<ScopedUserRoleBody>[]> {
  const { documents } = await trail.list({
    type: scopedUserRoles,
    containing: [[by]],
    skip: 0,
    take: TAKE_MAX,
  });
  return documents;
}

/**
 * The permissions that scoped user roles give to the members of their teams. `changed` replaces what
 * stored user roles grant, by id. Project groups are named but not resolved, since their projects
 * change.
 */
export async function rightsGiven(
  trail: Trail,
  scopedRoles: readonly ScopedUserRole[],
  changed: ReadonlyMap<string, GrantedPermissions> = new Map(),
): Promise<EffectivePermissions> {
  const ids = scopedRoles.flatMap(({ TeamId, UserRoleId }) => [TeamId, UserRoleId]);
  const documents = await trail.documents([...new Set(ids)]);
  const roles = documents.filter((document) => isOfType(userRoles, document));
  return effectivePermissions({
    memberships: documents.map(({ id, spaceId }) => ({ TeamId: id, SpaceId: spaceId })),
    scopedRoles,
    roles: new Map([...roles.map(({ id, body }) => [id, body] as const), ...changed]),
    groupProjects: () => [],
  });
}

/** The ids of the members of teams, each once. */
export function membersOf(teams: readonly { readonly body: Team }[]): string[] {
  return [...new Set(teams.flatMap(({ body }) => body.MemberUserIds))];
}
