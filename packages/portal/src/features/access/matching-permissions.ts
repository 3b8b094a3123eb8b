import type { PermissionDescriptions } from "../../model/access/permissions.ts";

/**
 * The ids, of those given, whose name or description holds every word of a search; "event view"
 * finds EventView. All of them when nothing is searched for.
 */
export function matchingPermissions(
  ids: readonly string[],
  descriptions: PermissionDescriptions,
  search: string,
): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return ids.filter((id) => {
    const text = `${id} ${descriptions[id]?.Description ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The ids of all permissions that a role can grant in a space, or at system level. */
export function grantablePermissions(
  descriptions: PermissionDescriptions,
  level: "space" | "system",
): string[] {
  const fits = level === "space" ? "CanApplyAtSpaceLevel" : "CanApplyAtSystemLevel";
  return Object.keys(descriptions).filter((id) => descriptions[id]?.[fits]);
}
