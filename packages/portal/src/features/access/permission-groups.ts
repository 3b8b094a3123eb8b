import type { PermissionRestriction, UserPermissionSet } from "@indelible/domain";
import type { RoleScope } from "../../model/answers/access-resources.ts";

/** Permissions that hold in the same place, limited in the same way. */
export interface PermissionGroup {
  /** The same for the same place and limits. */
  readonly key: string;
  /** Null for the system. */
  readonly spaceId: string | null;
  readonly scope: RoleScope;
  /** Ids in alphabetical order. */
  readonly permissions: readonly string[];
}

const UNLIMITED: RoleScope = {
  ProjectIds: [],
  ProjectGroupIds: [],
  EnvironmentIds: [],
  TenantIds: [],
};

/**
 * What a user may do, put together by where and how far: the system first, then space by space, in
 * each what is unlimited before what is limited. A permission held in two ways is in both groups.
 */
export function permissionGroups(set: UserPermissionSet): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();
  const add = (spaceId: string | null, scope: RoleScope, permission: string) => {
    const key = JSON.stringify([spaceId ?? "", scope]);
    const known = groups.get(key)?.permissions ?? [];
    if (known.includes(permission)) return;
    groups.set(key, { key, spaceId, scope, permissions: [...known, permission] });
  };
  for (const permission of set.SystemPermissions) add(null, UNLIMITED, permission);
  for (const [permission, grants = []] of Object.entries(set.SpacePermissions)) {
    for (const grant of grants) add(grant.SpaceId, scopeOf(grant), permission);
  }
  return [...groups.values()].map(inOrder).sort(byReach);
}

/** Whether a scope limits anything. */
export function isUnlimited(scope: RoleScope): boolean {
  return Object.keys(UNLIMITED).every(
    (property) => scope[property as keyof RoleScope].length === 0,
  );
}

function scopeOf(grant: PermissionRestriction): RoleScope {
  return {
    ProjectIds: grant.RestrictedToProjectIds.toSorted(),
    ProjectGroupIds: grant.RestrictedToProjectGroupIds.toSorted(),
    EnvironmentIds: grant.RestrictedToEnvironmentIds.toSorted(),
    TenantIds: grant.RestrictedToTenantIds.toSorted(),
  };
}

function inOrder(group: PermissionGroup): PermissionGroup {
  return { ...group, permissions: group.permissions.toSorted() };
}

function byReach(a: PermissionGroup, b: PermissionGroup): number {
  const [here, there] = [a.spaceId ?? "", b.spaceId ?? ""];
  if (here !== there) return here < there ? -1 : 1;
  const limited = Number(!isUnlimited(a.scope)) - Number(!isUnlimited(b.scope));
  return limited || b.permissions.length - a.permissions.length;
}
