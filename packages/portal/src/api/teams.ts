import { useMutation, useQuery } from "@tanstack/react-query";
import type {
  RoleScope,
  ScopedRoleResource,
  TeamOfUser,
} from "../model/answers/access-resources.ts";
import type { Collection } from "../model/answers/resources.ts";
import { kindOfRoute } from "../model/documents/document-kinds.ts";
import { documentApiPath, listApiPath } from "../model/documents/document-path.ts";
import { accessKeys } from "./access-keys.ts";
import { read, write } from "./client.ts";
import { useRefresh } from "./documents.ts";

/** Roles of one team that are shown. */
const MAX_ROLES = 1_000;

/** The teams of a user that the viewer may see. */
export function useTeamsOfUser(userId: string) {
  return useQuery({
    queryKey: accessKeys.memberships(userId),
    queryFn: ({ signal }) =>
      read<readonly TeamOfUser[]>(`/api/users/${encodeURIComponent(userId)}/teams`, signal),
  });
}

/** The roles of a team in every space that the viewer may see. */
export function useScopedRoles(teamId: string, spaceId: string) {
  const path = `${documentApiPath(kindOfRoute("teams"), spaceId, teamId)}/scopeduserroles`;
  return useQuery({
    queryKey: accessKeys.scopedRoles(teamId),
    queryFn: ({ signal }) =>
      read<Collection<ScopedRoleResource>>(`${path}?spaces=all&take=${MAX_ROLES}`, signal),
  });
}

/** A role to add to a team; at system level when `SpaceId` is null. */
export interface ScopedRoleFields extends RoleScope {
  readonly TeamId: string;
  readonly UserRoleId: string;
  readonly SpaceId: string | null;
}

/** Adds a role to a team, or changes one of its roles. */
export function useSaveScopedRole(given?: ScopedRoleResource) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (role: ScopedRoleFields) =>
      given
        ? write<ScopedRoleResource>("PUT", pathOf(given), role)
        : write<ScopedRoleResource>("POST", listApiPath(kind(), role.SpaceId), role),
    onSuccess: refresh,
  });
}

/** Removes a role from its team. */
export function useRemoveScopedRole(given: ScopedRoleResource) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => write("DELETE", pathOf(given)), onSuccess: refresh });
}

function kind() {
  return kindOfRoute("scopeduserroles");
}

function pathOf({ SpaceId, Id }: ScopedRoleResource): string {
  return documentApiPath(kind(), SpaceId, Id);
}
