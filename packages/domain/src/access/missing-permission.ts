import type { Permission } from "./permissions.ts";

/**
 * The sentence that refuses an act for want of a permission, as the field words the `ErrorMessage`
 * of a 403. Names teams that hold the permission when told any: whoever asks for the sentence
 * decides whether its reader may know them.
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
