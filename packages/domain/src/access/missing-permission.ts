import type { Permission } from "./permissions.ts";

/**
 * The error message for a missing permission, as in the `ErrorMessage` of a 403 of Octopus Deploy.
 * Names the given teams, which have the permission; the caller decides whether the reader may know
 * them.
 */
export function missingPermissionMessage(
  permission: Permission,
  teamNames: readonly string[] = [],
): string {
  const refusal =
    "You do not have permission to perform this action. Please contact your administrator. " +
    `Missing permission: ${permission}`;
  if (teamNames.length === 0) return refusal;
  return `${refusal}. Members of these teams have it: ${teamNames.join(", ")}`;
}
