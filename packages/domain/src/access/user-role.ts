import type { Permission } from "./permissions.ts";

/** What a user role grants: permissions in its space, and for the whole installation. */
export interface GrantedPermissions {
  /** Apply in the space of the scoped user role, within its scope. */
  readonly GrantedSpacePermissions: readonly string[];
  /** Apply at system level, regardless of the scope. */
  readonly GrantedSystemPermissions: readonly string[];
}

/** A user role that every installation has. */
export interface BuiltInRole extends GrantedPermissions {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string;
  readonly GrantedSpacePermissions: readonly Permission[];
  readonly GrantedSystemPermissions: readonly Permission[];
  readonly CanBeDeleted: false;
}

/** The properties of a built-in role. A permission that is listed twice is granted once. */
export interface BuiltInRoleInit {
  readonly name: string;
  readonly description: string;
  readonly space?: readonly Permission[];
  readonly system?: readonly Permission[];
}

/** Completes a built-in role. Its id is derived from its name: `userroles-projectviewer`. */
export function builtInRole(init: BuiltInRoleInit): BuiltInRole {
  return {
    Id: `userroles-${init.name.toLowerCase().replaceAll(" ", "")}`,
    Name: init.name,
    Description: init.description,
    GrantedSpacePermissions: [...new Set(init.space)],
    GrantedSystemPermissions: [...new Set(init.system)],
    CanBeDeleted: false,
  };
}
