/** What a scoped user role can limit a permission to, as `SupportedRestrictions` names it. */
export type Restriction = "Projects" | "ProjectGroups" | "Environments" | "Tenants";

/** What there is to know of a permission. */
export interface PermissionInfo {
  /** Completes "lets its holder ...", starting with a capital and without a full stop. */
  readonly description: string;
  /** Where a role may grant it: within a space, for the whole installation, or at either. */
  readonly level: "space" | "system" | "both";
  /** What a scoped user role limits it to; every other limit of the role leaves it alone. */
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

/** A permission that is granted within a space or, for what belongs to no space, at system level. */
export const both: InfoOf = (description, ...restrictions) => ({
  description,
  level: "both",
  restrictions,
});
