import type { Permission, Restriction } from "./permissions.ts";

/** What can limit a grant, by the names of `Grant` and `PermissionScope`. */
export type Dimension = "projects" | "projectGroups" | "environments" | "tenants";

/** The dimension of each restriction that a permission supports. */
export const DIMENSION_OF: Readonly<Record<Restriction, Dimension>> = {
  Projects: "projects",
  ProjectGroups: "projectGroups",
  Environments: "environments",
  Tenants: "tenants",
};

/** The ids that a grant is limited to in each dimension; a missing dimension is not limited. */
export type Limits = { readonly [D in Dimension]?: readonly string[] };

/**
 * One permission that one scoped user role grants. An empty list is a limit too: it admits only
 * what has no value in that dimension, for example when a role names only a group without projects.
 */
export interface Grant extends Limits {
  /** The space it applies in; null at system level. */
  readonly spaceId: string | null;
  /** The groups whose projects are included in `projects`. For display only. */
  readonly viaProjectGroups?: readonly string[];
}

/**
 * All permissions of a user. Grants of one permission add up; none takes away from another. A
 * permission without an entry is not granted anywhere.
 */
export type EffectivePermissions = ReadonlyMap<Permission, readonly Grant[]>;

/**
 * What an action affects: its space, null for the installation itself, and the projects, groups,
 * environments and tenants.
 */
export interface PermissionScope extends Limits {
  readonly spaceId: string | null;
}

/** All dimensions. */
export const DIMENSIONS: readonly Dimension[] = Object.values(DIMENSION_OF);

/**
 * Whether a user has a permission within a scope: whether one grant of it admits the scope. A grant
 * admits a scope of the same space when, in every dimension that it limits, all values of the scope
 * are allowed; a dimension without values is always admitted. A grant at system level does not
 * apply in spaces, and `AdministerSystem` implies no other permission.
 */
export function allows(
  effective: EffectivePermissions,
  permission: Permission,
  scope: PermissionScope,
): boolean {
  return grantsOf(effective, permission).some((grant) => admits(grant, scope));
}

function admits(grant: Grant, scope: PermissionScope): boolean {
  return (
    grant.spaceId === scope.spaceId &&
    DIMENSIONS.every((dimension) => areAllowed(scope[dimension] ?? [], grant[dimension]))
  );
}

function areAllowed(values: readonly string[], allowed: readonly string[] | undefined): boolean {
  return allowed === undefined || values.every((value) => allowed.includes(value));
}

/** The ids of the spaces where a user has a permission in any scope, in alphabetical order. */
export function spacesWhere(effective: EffectivePermissions, permission: Permission): string[] {
  const spaceIds = grantsOf(effective, permission).flatMap(({ spaceId }) => spaceId ?? []);
  return [...new Set(spaceIds)].sort();
}

/** The ids of the spaces where a user has any permission, in alphabetical order. */
export function spacesReached(effective: EffectivePermissions): string[] {
  return [...new Set([...effective.keys()].flatMap((id) => spacesWhere(effective, id)))].sort();
}

/**
 * The ids in one dimension that a permission covers in a space (null: at system level): "all", or a
 * list in alphabetical order. For filtering documents that have only this dimension. Use `allows`
 * for documents with values in several dimensions: of two grants, each may cover one of the values
 * and neither both.
 */
export function idsAllowed(
  effective: EffectivePermissions,
  permission: Permission,
  spaceId: string | null,
  dimension: Dimension,
): "all" | string[] {
  const grants = grantsOf(effective, permission).filter((grant) => grant.spaceId === spaceId);
  const limits = grants.map((grant) => grant[dimension]);
  if (limits.includes(undefined)) return "all";
  return [...new Set(limits.flatMap((ids) => ids ?? []))].sort();
}

/** The grants of a permission; empty when the user does not have it. */
export function grantsOf(
  effective: EffectivePermissions,
  permission: Permission,
): readonly Grant[] {
  return effective.get(permission) ?? [];
}
