export { BUILT_IN_ROLES, findBuiltInRole } from "./built-in-roles.ts";
export * from "./built-in-teams.ts";
export * from "./effective-permissions.ts";
export * from "./event-visibility.ts";
export * from "./grants.ts";
export * from "./missing-permission.ts";
export * from "./permissions.ts";
export * from "./user-permission-set.ts";
export type { BuiltInRole, GrantedPermissions } from "./user-role.ts";
