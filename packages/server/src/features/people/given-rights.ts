import {
  type EffectivePermissions,
  effectivePermissions,
  type GrantedPermissions,
  type ScopedUserRole,
  scopedUserRoles,
  userRoles,
} from "@indelible/domain";
import { TAKE_MAX } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";

/** A stored scoped user role, in the form that permissions are worked out from. */
export function scopedRoleOf(id: string, spaceId: string | null, body: JsonObject): ScopedUserRole {
  return { ...(body as unknown as ScopedUserRole), Id: id, SpaceId: spaceId };
}

/** The scoped user roles of a team, or of a user role. */
export async function rolesHeld(
  trail: Trail,
  by: { readonly TeamId: string } | { readonly UserRoleId: string },
): Promise<ScopedUserRole[]> {
  const { documents } = await trail.list({
    type: scopedUserRoles,
    containing: [[by]],
    skip: 0,
    take: TAKE_MAX,
  });
  return documents.map(({ id, spaceId, body }) => scopedRoleOf(id, spaceId, body));
}

/**
 * What some scoped user roles give to whoever is in their teams. `changed` stands in for user roles
 * that are about to change. Groups are named but not resolved: their projects come and go.
 */
export async function rightsGiven(
  trail: Trail,
  held: readonly ScopedUserRole[],
  changed: ReadonlyMap<string, GrantedPermissions> = new Map(),
): Promise<EffectivePermissions> {
  const ids = held.flatMap(({ TeamId, UserRoleId }) => [TeamId, UserRoleId]);
  const documents = await trail.documents([...new Set(ids)]);
  const roles = documents.filter(({ type }) => type === userRoles.prefix);
  return effectivePermissions({
    memberships: documents.map(({ id, spaceId }) => ({ TeamId: id, SpaceId: spaceId })),
    scopedRoles: held,
    roles: new Map([...roles.map(({ id, body }) => [id, grantedBy(body)] as const), ...changed]),
    groupProjects: () => [],
  });
}

/** What a user role's body grants. */
export function grantedBy(body: JsonObject): GrantedPermissions {
  return body as unknown as GrantedPermissions;
}

/** The ids of the named members of teams. */
export function membersOf(teams: readonly Pick<StoredDocument, "body">[]): string[] {
  return [...new Set(teams.flatMap(({ body }) => (body.MemberUserIds ?? []) as string[]))];
}
