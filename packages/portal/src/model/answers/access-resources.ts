import type { DocumentResource, UserResource } from "./resources.ts";

/** A user with what only the pages about users need. API reference, section 6. */
export interface UserDetails extends DocumentResource, UserResource {
  /** ISO 8601. */
  readonly Created?: string;
}

/** A team, and what may be done to it. API reference, section 6. */
export interface TeamResource extends DocumentResource {
  readonly Name: string;
  readonly MemberUserIds: readonly string[];
  readonly CanBeDeleted: boolean;
  readonly CanBeRenamed: boolean;
  readonly CanChangeMembers: boolean;
  readonly CanChangeRoles: boolean;
}

/** A team of a user, and how they came to be in it. */
export interface TeamOfUser {
  readonly Id: string;
  readonly Name: string;
  /** Null for a team of the system. */
  readonly SpaceId: string | null;
  /** False for a team that has everybody, named or not. */
  readonly IsDirectlyAssigned: boolean;
}

/** A user role: permissions that can be given to teams. API reference, sections 4 and 6. */
export interface UserRoleResource extends DocumentResource {
  readonly Name: string;
  readonly GrantedSpacePermissions: readonly string[];
  readonly GrantedSystemPermissions: readonly string[];
  readonly CanBeDeleted: boolean;
}

/** What a role given to a team can be limited to, by the property that holds the ids. */
export interface RoleScope {
  readonly ProjectIds: readonly string[];
  readonly ProjectGroupIds: readonly string[];
  readonly EnvironmentIds: readonly string[];
  readonly TenantIds: readonly string[];
}

/** A role given to a team, perhaps limited; empty lists limit nothing. API reference, section 4. */
export interface ScopedRoleResource extends DocumentResource, RoleScope {
  readonly TeamId: string;
  readonly UserRoleId: string;
  /** Null for a role that holds at system level. */
  readonly SpaceId: string | null;
}

/** An API key, but for the key. Times are ISO 8601. API reference, section 6. */
export interface ApiKeyResource {
  readonly Id: string;
  readonly Purpose: string;
  readonly Hint?: string | null;
  readonly Created: string;
  readonly Expires: string | null;
  readonly LastUsedTimeStamp: string | null;
}

/** The only answer that holds a key itself. */
export interface NewApiKey {
  readonly Id: string;
  readonly ApiKey: string;
  readonly Purpose: string;
}
