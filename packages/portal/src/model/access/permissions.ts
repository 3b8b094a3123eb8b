import type {
  Permission,
  PermissionResource,
  RoutePermissions,
  UserPermissionSet,
} from "@indelible/domain";

/** The description of every permission, by its id. */
export type PermissionDescriptions = Readonly<Record<string, PermissionResource>>;

/**
 * Whether a set of permissions contains one anywhere in a space, or at system level when `spaceId` is
 * null. True if no permission is needed (null), false if it is unknown which is needed (undefined).
 */
export function holds(
  set: UserPermissionSet,
  permission: Permission | null | undefined,
  spaceId: string | null,
): boolean {
  if (permission === null || permission === undefined) return permission === null;
  if (spaceId === null) return set.SystemPermissions.includes(permission);
  const grants = set.SpacePermissions[permission] ?? [];
  return grants.some((grant) => grant.SpaceId === spaceId);
}

/** Whether a user with these permissions can see anything in the list of a kind, from a space. */
export function maySee(
  set: UserPermissionSet,
  kind: { readonly route: string; readonly permissions?: RoutePermissions },
  spaceId: string,
): boolean {
  // Everybody sees the spaces they hold anything in, without a permission for it.
  if (kind.route === "spaces" || kind.permissions === undefined) return true;
  const { view } = kind.permissions;
  return holds(set, view, spaceId) || holds(set, view, null);
}
