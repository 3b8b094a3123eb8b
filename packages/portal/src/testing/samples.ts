import type { Permission, UserPermissionSet } from "@indelible/domain";
import type {
  ScopedRoleResource,
  TeamResource,
  UserDetails,
  UserRoleResource,
} from "../model/answers/access-resources.ts";
import type { Collection } from "../model/answers/resources.ts";

/** A page of a list with these items, the only page unless `next` is the path of another. */
export function collectionOf<Item>(Items: readonly Item[], next?: string): Collection<Item> {
  return {
    ItemType: "Sample",
    TotalResults: Items.length,
    ItemsPerPage: 20,
    Items,
    Links: next === undefined ? {} : { "Page.Next": next },
  };
}

/** The permissions of a user who has some in the space Spaces-1 and some at system level. */
export function permissionsOf(
  space: readonly Permission[],
  system: readonly Permission[] = [],
): UserPermissionSet {
  const grant = {
    SpaceId: "Spaces-1",
    RestrictedToProjectIds: [],
    RestrictedToEnvironmentIds: [],
    RestrictedToTenantIds: [],
    RestrictedToProjectGroupIds: [],
  };
  return {
    SpacePermissions: Object.fromEntries(space.map((permission) => [permission, [grant]])),
    SystemPermissions: [...system],
    Teams: [],
    IsPermissionsComplete: true,
    IsTeamsComplete: true,
  };
}

/** A person. */
export const ALICE: UserDetails = {
  Id: "Users-7",
  Username: "alice",
  DisplayName: "Alice",
  EmailAddress: "alice@example.org",
  IsService: false,
  IsActive: true,
  Created: "2026-11-01T09:00:00.000Z",
};

/** A service account that was deactivated. */
export const ROBOT: UserDetails = {
  Id: "Users-8",
  Username: "deploy-bot",
  DisplayName: "Deploy bot",
  IsService: true,
  IsActive: false,
};

/** A team of the space that may be changed in every way. */
export const TEAM: TeamResource = {
  Id: "Teams-2",
  Name: "Shopkeepers",
  SpaceId: "Spaces-1",
  MemberUserIds: ["Users-7"],
  CanBeDeleted: true,
  CanBeRenamed: true,
  CanChangeMembers: true,
  CanChangeRoles: true,
};

/** A user role. */
export const ROLE: UserRoleResource = {
  Id: "UserRoles-5",
  Name: "Trail reader",
  Description: "Reads the audit trail",
  GrantedSpacePermissions: ["EventView", "ProjectView"],
  GrantedSystemPermissions: ["UserView"],
  CanBeDeleted: true,
};

/** The role in the team, limited to a project. */
export const SCOPED_ROLE: ScopedRoleResource = {
  Id: "ScopedUserRoles-1",
  TeamId: "Teams-2",
  UserRoleId: "UserRoles-5",
  SpaceId: "Spaces-1",
  ProjectIds: ["Projects-1"],
  ProjectGroupIds: [],
  EnvironmentIds: [],
  TenantIds: [],
};
