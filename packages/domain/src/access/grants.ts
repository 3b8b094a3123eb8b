import type { Permission, Restriction } from "./permissions.ts";

/** What a grant can be limited by, as `Grant` and `PermissionScope` name it. */
export type Dimension = "projects" | "projectGroups" | "environments" | "tenants";

/** The dimension of each restriction that a permission supports. */
export const DIMENSION_OF: Readonly<Record<Restriction, Dimension>> = {
  Projects: "projects",
  ProjectGroups: "projectGroups",
  Environments: "environments",
  Tenants: "tenants",
};

/** The dimensions in which a grant is limited, each to these ids; a missing one is unlimited. */
export type Limits = { readonly [D in Dimension]?: readonly string[] };

/**
 * One permission as one scoped user role gives it. An empty list is a limit too: it admits only
 * what has no value in that dimension, as when a role names nothing but a group without projects.
 */
export interface Grant extends Limits {
  /** The space it holds in; null for what belongs to no space. */
  readonly spaceId: string | null;
  /** The groups that `projects` includes the projects of. For display: it limits nothing. */
  readonly viaProjectGroups?: readonly string[];
}

/**
 * All that a user may do. Grants of a permission add up and never take away from each other; a
 * permission without an entry is not held anywhere.
 */
export type EffectivePermissions = ReadonlyMap<Permission, readonly Grant[]>;

/**
 * What an act touches: its space, null for an act on the installation itself, and the projects,
 * groups, environments and tenants it concerns.
 */
export interface PermissionScope extends Limits {
  readonly spaceId: string | null;
}

/** All dimensions. */
export const DIMENSIONS: readonly Dimension[] = Object.values(DIMENSION_OF);

/**
 * Whether a user may do, within a scope, what a permission stands for: whether one grant of it
 * admits the scope. A grant admits a scope of its own space when, in every dimension it limits, all
 * the scope's values are allowed; a scope without values in a dimension is admitted by it. A grant
 * at system level reaches into no space, and `AdministerSystem` stands for nothing but itself.
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

/** The spaces, in alphabetical order of their ids, where a user holds a permission in any scope. */
export function spacesWhere(effective: EffectivePermissions, permission: Permission): string[] {
  const spaceIds = grantsOf(effective, permission).flatMap(({ spaceId }) => spaceId ?? []);
  return [...new Set(spaceIds)].sort();
}

/** The spaces, in alphabetical order of their ids, where a user holds any permission at all. */
export function spacesReached(effective: EffectivePermissions): string[] {
  return [...new Set([...effective.keys()].flatMap((id) => spacesWhere(effective, id)))].sort();
}

/**
 * The ids in one dimension that a permission reaches in a space (null: at system level), for
 * filtering a list of documents that have that dimension alone: "all", or these and no others, in
 * alphabetical order. Documents with values in several dimensions are for `allows`: two grants may
 * each reach one of the values and neither both.
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

/** The grants of a permission; none when it is not held. */
export function grantsOf(
  effective: EffectivePermissions,
  permission: Permission,
): readonly Grant[] {
  return effective.get(permission) ?? [];
}
