import type { Permission, UserPermissionSet } from "@indelible/domain";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { holds, type PermissionDescriptions } from "../model/access/permissions.ts";
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

/** What every permission is for; it changes with the server only. */
export function usePermissionDescriptions() {
  return useQuery({
    queryKey: [...accessKeys.all, "descriptions"],
    queryFn: ({ signal }) => read<PermissionDescriptions>("/api/permissions/all", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
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
