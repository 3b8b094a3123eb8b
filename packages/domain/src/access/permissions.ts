import { ADMINISTRATION_PERMISSIONS } from "./permissions/administration-permissions.ts";
import { DEPLOYMENT_PERMISSIONS } from "./permissions/deployment-permissions.ts";
import { INFRASTRUCTURE_PERMISSIONS } from "./permissions/infrastructure-permissions.ts";
import { LIBRARY_PERMISSIONS } from "./permissions/library-permissions.ts";
import type { PermissionInfo, Restriction } from "./permissions/permission-info.ts";
import { PROJECT_PERMISSIONS } from "./permissions/project-permissions.ts";

export type { PermissionInfo, Restriction } from "./permissions/permission-info.ts";

const ALL = {
  ...PROJECT_PERMISSIONS,
  ...DEPLOYMENT_PERMISSIONS,
  ...INFRASTRUCTURE_PERMISSIONS,
  ...LIBRARY_PERMISSIONS,
  ...ADMINISTRATION_PERMISSIONS,
};

/** The id of a permission, as in roles and in the API. */
export type Permission = keyof typeof ALL;

/**
 * All permissions by id, with the levels where each applies and what can limit it. Ids, levels and
 * restrictions are those of `GET /api/permissions/all` of Octopus Deploy, without `AuditView`,
 * since only `EventView` permits to see events, and without `TaskViewLog`, which Octopus Deploy has
 * removed.
 */
export const PERMISSIONS: Readonly<Record<Permission, PermissionInfo>> = ALL;

/** The ids of all permissions, in alphabetical order. */
export const PERMISSION_IDS: readonly Permission[] = (Object.keys(ALL) as Permission[]).sort();

const BY_LOWER_CASE = new Map(PERMISSION_IDS.map((id) => [id.toLowerCase(), id]));

/** The permission with a name, regardless of case; undefined if there is none. */
export function parsePermission(text: string): Permission | undefined {
  return BY_LOWER_CASE.get(text.toLowerCase());
}

/** Whether a role may grant a permission within a space, or at system level. */
export function appliesAt(permission: Permission, level: "space" | "system"): boolean {
  const info = PERMISSIONS[permission];
  return info.level === level || info.level === "both";
}

/** A permission as `GET /api/permissions/all` describes it. */
export interface PermissionResource {
  readonly CanApplyAtSpaceLevel: boolean;
  readonly CanApplyAtSystemLevel: boolean;
  readonly Description: string;
  readonly SupportedRestrictions: readonly Restriction[];
}

/** The response of `GET /api/permissions/all`: every permission by id, in alphabetical order. */
export function permissionResources(): Record<Permission, PermissionResource> {
  const entries = PERMISSION_IDS.map((id) => [id, resourceOf(id)] as const);
  return Object.fromEntries(entries) as Record<Permission, PermissionResource>;
}

function resourceOf(permission: Permission): PermissionResource {
  const { description, restrictions } = PERMISSIONS[permission];
  return {
    CanApplyAtSpaceLevel: appliesAt(permission, "space"),
    CanApplyAtSystemLevel: appliesAt(permission, "system"),
    Description: description,
    SupportedRestrictions: restrictions,
  };
}
