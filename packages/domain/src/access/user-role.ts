import type { Permission } from "./permissions.ts";

/** What a user role grants: some permissions in its space, some for the whole installation. */
export interface GrantedPermissions {
  /** Hold in the space that the scoped user role names, within its scope. */
  readonly GrantedSpacePermissions: readonly string[];
  /** Hold at system level, whatever the scope. */
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

/** What tells one built-in role from another. Permissions named twice are granted once. */
export interface BuiltInRoleInit {
  readonly name: string;
  readonly description: string;
  readonly space?: readonly Permission[];
  readonly system?: readonly Permission[];
}

/** Completes a built-in role. Its id follows from its name: `userroles-projectviewer`. */
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
