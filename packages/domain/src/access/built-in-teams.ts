import {
  SPACE_MANAGER,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_MANAGER,
} from "./built-in-roles/management-roles.ts";

/** A team that every installation or every space has, and what may be changed of it. */
export interface BuiltInTeam {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string;
  /** The space it belongs to; null for a team of the whole installation. */
  readonly SpaceId: string | null;
  readonly CanBeDeleted: false;
  readonly CanBeRenamed: false;
  readonly CanChangeMembers: boolean;
  readonly CanChangeRoles: boolean;
}

const FIXED = { CanBeDeleted: false, CanBeRenamed: false } as const;

/** The team of all users, whose members are not listed. By default it grants no permission. */
export const EVERYONE: BuiltInTeam = {
  Id: "teams-everyone",
  Name: "Everyone",
  Description: "All users of this installation.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: false,
  CanChangeRoles: true,
};

/** The team that runs the server. Its only role is System Administrator. */
export const ADMINISTRATORS: BuiltInTeam = {
  Id: "teams-administrators",
  Name: "Administrators",
  Description: "Administrators of this installation.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: true,
  CanChangeRoles: false,
};

/** The team that manages users, teams and spaces. Its role is System Manager. */
export const MANAGERS: BuiltInTeam = {
  Id: "teams-managers",
  Name: "Managers",
  Description: "Managers of the users, teams and spaces of this installation.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: true,
  CanChangeRoles: false,
};

/** The built-in teams that belong to no space. */
export const BUILT_IN_TEAMS: readonly BuiltInTeam[] = [EVERYONE, ADMINISTRATORS, MANAGERS];

const SPACE_MANAGERS_PREFIX = "teams-spacemanagers-";

/**
 * The team that manages a space, a team of that space; example of an id:
 * `teams-spacemanagers-Spaces-1`.
 */
export function spaceManagersTeam(spaceId: string): BuiltInTeam {
  return {
    Id: `${SPACE_MANAGERS_PREFIX}${spaceId}`,
    Name: "Space Managers",
    Description: "Managers of this space.",
    SpaceId: spaceId,
    ...FIXED,
    CanChangeMembers: true,
    CanChangeRoles: true,
  };
}

/**
 * The id of the user role that a built-in team is created with, in its space or at system level;
 * undefined for Everyone, which is created without a role, and for all other teams.
 */
export function initialRoleOfTeam(teamId: string): string | undefined {
  if (teamId === ADMINISTRATORS.Id) return SYSTEM_ADMINISTRATOR.Id;
  if (teamId === MANAGERS.Id) return SYSTEM_MANAGER.Id;
  return teamId.startsWith(SPACE_MANAGERS_PREFIX) ? SPACE_MANAGER.Id : undefined;
}
