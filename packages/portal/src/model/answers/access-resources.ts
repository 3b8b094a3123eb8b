import type { DocumentResource, UserResource } from "./resources.ts";

/** A user with the fields of the pages about users. API reference, section 6. */
export interface UserDetails extends DocumentResource, UserResource {
  /** ISO 8601. */
  readonly Created?: string;
}

/** A team, and how it may be changed. API reference, section 6. */
export interface TeamResource extends DocumentResource {
  readonly Name: string;
  readonly MemberUserIds: readonly string[];
  readonly CanBeDeleted: boolean;
  readonly CanBeRenamed: boolean;
  readonly CanChangeMembers: boolean;
  readonly CanChangeRoles: boolean;
}

/** A team of a user, and whether the user is listed as a member. */
export interface TeamOfUser {
  readonly Id: string;
  readonly Name: string;
  /** Null for a team of the system. */
  readonly SpaceId: string | null;
  /** False for a team of which all users are members without being listed. */
  readonly IsDirectlyAssigned: boolean;
}

/** A user role: permissions that can be given to teams. API reference, sections 4 and 6. */
export interface UserRoleResource extends DocumentResource {
  readonly Name: string;
  readonly GrantedSpacePermissions: readonly string[];
  readonly GrantedSystemPermissions: readonly string[];
  readonly CanBeDeleted: boolean;
}

/** The documents that a team's role is limited to, by the property with the ids. */
export interface RoleScope {
  readonly ProjectIds: readonly string[];
  readonly ProjectGroupIds: readonly string[];
  readonly EnvironmentIds: readonly string[];
  readonly TenantIds: readonly string[];
}

/** A role that a team has, limited to some documents or not. An empty list sets no limit. API reference, section 4. */
export interface ScopedRoleResource extends DocumentResource, RoleScope {
  readonly TeamId: string;
  readonly UserRoleId: string;
  /** Null for a role at system level. */
  readonly SpaceId: string | null;
}

/** An API key without the key itself. Times are ISO 8601. API reference, section 6. */
export interface ApiKeyResource {
  readonly Id: string;
  readonly Purpose: string;
  readonly Hint?: string | null;
  readonly Created: string;
  readonly Expires: string | null;
  readonly LastUsedTimeStamp: string | null;
}

/** A new API key. No other answer contains the key itself. */
export interface NewApiKey {
  readonly Id: string;
  readonly ApiKey: string;
  readonly Purpose: string;
}

/** A session of a user. Times are ISO 8601. */
export interface SessionResource {
  readonly Id: string;
  readonly Created: string;
  readonly Expires: string;
  readonly UserAgent: string;
  readonly IpAddress: string | null;
  /** Whether it is the session of this browser. */
  readonly IsCurrent: boolean;
}
