import type { Permission, UserPermissionSet } from "@indelible/domain";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { holds, type PermissionDescriptions } from "../model/access/permissions.ts";
import { accessKeys } from "./access-keys.ts";
import { read } from "./client.ts";

/** The id of the signed-in user in paths of the API. */
export const ME = "me";

/** The permissions of a user that the viewer may see. They can change, so they are read again. */
export function permissionsQuery(userId: string) {
  const path = `/api/users/${encodeURIComponent(userId)}/permissions`;
  return queryOptions({
    queryKey: accessKeys.permissions(userId),
    queryFn: ({ signal }) => read<UserPermissionSet>(path, signal),
  });
}

/** The permissions of a user that the viewer may see. */
export function useUserPermissions(userId: string) {
  return useQuery(permissionsQuery(userId));
}

/** The description of every permission. It only changes with the version of the server. */
export function usePermissionDescriptions() {
  return useQuery({
    queryKey: [...accessKeys.all, "descriptions"],
    queryFn: ({ signal }) => read<PermissionDescriptions>("/api/permissions/all", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Returns a function that says whether the viewer has a permission in a space, or at system level for
 * null. False until the permissions are known. The server decides: a scope can be narrower than a space.
 */
export function useMay() {
  const { data } = useUserPermissions(ME);
  return (permission: Permission | null | undefined, spaceId: string | null) =>
    data !== undefined && holds(data, permission, spaceId);
}
