import { DIMENSIONS, type EffectivePermissions, type Grant, grantsOf } from "./grants.ts";
import type { Permission } from "./permissions.ts";

/**
 * The first permission, in the order of `given`, that the giver may not grant because they do not
 * have it in at least the same scope; undefined when they may grant all. So no user can give
 * anyone, including themselves, more permissions than they have.
 *
 * A user with `AdministerSystem` may grant every permission at system level: some are in no
 * built-in role, so that otherwise no user could grant them.
 */
export function permissionLacking(
  giver: EffectivePermissions,
  given: EffectivePermissions,
): Permission | undefined {
  const administers = grantsOf(giver, "AdministerSystem").length > 0;
  const mayGive = (permission: Permission, grant: Grant) =>
    (administers && grant.spaceId === null) ||
    grantsOf(giver, permission).some((own) => covers(own, grant));
  const lacking = [...given].find(([permission, grants]) => {
    return !grants.every((grant) => mayGive(permission, grant));
  });
  return lacking?.[0];
}

/**
 * The first permission, in the order of `held`, that puts a user or team above a caller: one that the
 * caller neither has in at least the same scope nor could give themselves. Undefined when the caller
 * may change the user or team.
 *
 * A user with `AdministerSystem` may change every user and team. A user with `SpaceEdit` appoints the
 * managers of every space, also themselves, so permissions within spaces are not above them.
 */
export function permissionAbove(
  caller: EffectivePermissions,
  held: EffectivePermissions,
): Permission | undefined {
  if (grantsOf(caller, "AdministerSystem").length > 0) return undefined;
  const appoints = grantsOf(caller, "SpaceEdit").length > 0;
  const reaches = (permission: Permission, grant: Grant) =>
    (appoints && grant.spaceId !== null) ||
    grantsOf(caller, permission).some((own) => covers(own, grant));
  const above = [...held].find(([permission, grants]) => {
    return !grants.every((grant) => reaches(permission, grant));
  });
  return above?.[0];
}

/**
 * Whether a grant covers another one, now and in future: projects may be added to a group, so only
 * a grant that names the same group, or is not limited by project, covers it.
 */
function covers(own: Grant, given: Grant): boolean {
  if (own.spaceId !== given.spaceId) return false;
  const within = DIMENSIONS.every((dimension) => isWithin(given[dimension], own[dimension]));
  const groups = given.viaProjectGroups ?? [];
  return within && (own.projects === undefined || isWithin(groups, own.viaProjectGroups ?? []));
}

function isWithin(ids: readonly string[] | undefined, allowed: readonly string[] | undefined) {
  if (allowed === undefined) return true;
  return ids?.every((id) => allowed.includes(id)) ?? false;
}
