import { allows, type EffectivePermissions, type Grant, grantsOf } from "./grants.ts";
import type { Permission } from "./permissions.ts";

/** The variable set of a variable, and the environments of its scope. */
export interface VariablePlace {
  readonly spaceId: string | null;
  /** The project that owns the set; null for a library variable set. */
  readonly projectId: string | null;
  readonly environments: readonly string[];
}

/**
 * The permission that a user lacks to see or to change a variable; undefined if they may. A variable
 * that is scoped to environments requires the permission in all of them. One without environments
 * applies in all: it requires the permission for unscoped variables, or the other one without a
 * limit to environments. A library variable set is shared by all projects of its space, so only a
 * permission that is not limited to projects changes it.
 */
export function variablePermissionLacking(
  effective: EffectivePermissions,
  verb: "View" | "Edit",
  { spaceId, projectId, environments }: VariablePlace,
): Permission | undefined {
  const scope = { spaceId, projects: projectId === null ? [] : [projectId], environments };
  const isShared = projectId === null && verb === "Edit";
  const mayUse = (permission: Permission, accepts: (grant: Grant) => boolean) => {
    const grants = grantsOf(effective, permission).filter(
      (grant) => accepts(grant) && !(isShared && grant.projects !== undefined),
    );
    return allows(new Map([[permission, grants]]), permission, scope);
  };
  const scoped = `Variable${verb}` as const;
  if (environments.length > 0) return mayUse(scoped, () => true) ? undefined : scoped;
  const unscoped = `Variable${verb}Unscoped` as const;
  if (mayUse(unscoped, () => true)) return undefined;
  return mayUse(scoped, (grant) => grant.environments === undefined) ? undefined : unscoped;
}
