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

/** The id of a permission, as roles name it and the wire writes it. */
export type Permission = keyof typeof ALL;

/**
 * Every permission there is, by id, with where it applies and what limits it. The ids, levels and
 * restrictions are those of the field's `GET /api/permissions/all`. `AuditView` is not among them:
 * who may see events is `EventView` alone. Nor is `TaskViewLog`, which the field has withdrawn.
 */
export const PERMISSIONS: Readonly<Record<Permission, PermissionInfo>> = ALL;

/** The ids of all permissions, in alphabetical order. */
export const PERMISSION_IDS: readonly Permission[] = (Object.keys(ALL) as Permission[]).sort();

const BY_LOWER_CASE = new Map(PERMISSION_IDS.map((id) => [id.toLowerCase(), id]));

/** The permission that a text names, in any case; undefined if there is none of that name. */
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

/** The answer of `GET /api/permissions/all`: every permission by id, in alphabetical order. */
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
