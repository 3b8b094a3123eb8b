/** What a scoped user role can limit a permission by, by the names of `SupportedRestrictions`. */
export type Restriction = "Projects" | "ProjectGroups" | "Environments" | "Tenants";

/** What is known about a permission. */
export interface PermissionInfo {
  /** What it permits, starting with a capital and without a full stop: `See environments`. */
  readonly description: string;
  /** Where a role may grant it: within a space, for the whole installation, or at either. */
  readonly level: "space" | "system" | "both";
  /** What a scoped user role can limit it by; other limits of the role do not apply to it. */
  readonly restrictions: readonly Restriction[];
}

type InfoOf = (description: string, ...restrictions: Restriction[]) => PermissionInfo;

/** A permission that is granted within a space. */
export const space: InfoOf = (description, ...restrictions) => ({
  description,
  level: "space",
  restrictions,
});

/** A permission that is granted for the whole installation. */
export const system: InfoOf = (description, ...restrictions) => ({
  description,
  level: "system",
  restrictions,
});

/** A permission that is granted within a space or at system level. */
export const both: InfoOf = (description, ...restrictions) => ({
  description,
  level: "both",
  restrictions,
});
