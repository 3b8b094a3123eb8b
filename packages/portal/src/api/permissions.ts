import type {
  Permission,
  PermissionResource,
  RoutePermissions,
  UserPermissionSet,
} from "@indelible/domain";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { accessKeys } from "./access-keys.ts";
import { read } from "./client.ts";

/** Stands for the signed-in account where the API wants a user's id. */
export const ME = "me";

/** What a user may do, as far as the viewer may know it; rights change, so it is asked for again. */
export function permissionsQuery(userId: string) {
  const path = `/api/users/${encodeURIComponent(userId)}/permissions`;
  return queryOptions({
    queryKey: accessKeys.permissions(userId),
    queryFn: ({ signal }) => read<UserPermissionSet>(path, signal),
  });
}

/** What a user may do, as far as the viewer may know it. */
export function useUserPermissions(userId: string) {
  return useQuery(permissionsQuery(userId));
}

/** What every permission is for, by its id. */
export type PermissionDescriptions = Readonly<Record<string, PermissionResource>>;

/** What every permission is for; it changes with the server only. */
export function usePermissionDescriptions() {
  return useQuery({
    queryKey: [...accessKeys.all, "descriptions"],
    queryFn: ({ signal }) => read<PermissionDescriptions>("/api/permissions/all", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Whether a set of permissions holds one somewhere in a space, or at system level when `spaceId` is
 * null. True for what needs none, null; false for what is not known, undefined.
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

/** Whether a kind's list can hold anything for whoever has these permissions, seen from a space. */
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

/**
 * Asks whether the viewer may do something in a space, or in the system when it is null. No, until
 * it is known. The server has the last word: a scope can be narrower than the space.
 */
export function useMay() {
  const { data } = useUserPermissions(ME);
  return (permission: Permission | null | undefined, spaceId: string | null) =>
    data !== undefined && holds(data, permission, spaceId);
}
