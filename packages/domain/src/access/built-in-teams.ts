import {
  SPACE_MANAGER,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_MANAGER,
} from "./built-in-roles/management-roles.ts";

/** A team that every installation, or every space, has; and what may be done to it. */
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

/** The team of all users. They are members without being named; out of the box it grants nothing. */
export const EVERYONE: BuiltInTeam = {
  Id: "teams-everyone",
  Name: "Everyone",
  Description: "Every user of this installation, always.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: false,
  CanChangeRoles: true,
};

/** The team that runs the server; holds the role System Administrator and no other. */
export const ADMINISTRATORS: BuiltInTeam = {
  Id: "teams-administrators",
  Name: "Administrators",
  Description: "Those who run this installation.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: true,
  CanChangeRoles: false,
};

/** The team that looks after users, teams and spaces; holds the role System Manager. */
export const MANAGERS: BuiltInTeam = {
  Id: "teams-managers",
  Name: "Managers",
  Description: "Those who look after the users, teams and spaces of this installation.",
  SpaceId: null,
  ...FIXED,
  CanChangeMembers: true,
  CanChangeRoles: false,
};

/** The built-in teams that belong to no space. */
export const BUILT_IN_TEAMS: readonly BuiltInTeam[] = [EVERYONE, ADMINISTRATORS, MANAGERS];

const SPACE_MANAGERS_PREFIX = "teams-spacemanagers-";

/** The team that manages a space, of id `teams-spacemanagers-Spaces-1`; a team of that space. */
export function spaceManagersTeam(spaceId: string): BuiltInTeam {
  return {
    Id: `${SPACE_MANAGERS_PREFIX}${spaceId}`,
    Name: "Space Managers",
    Description: "Those who look after this space.",
    SpaceId: spaceId,
    ...FIXED,
    CanChangeMembers: true,
    CanChangeRoles: true,
  };
}

/**
 * The id of the user role that a built-in team holds from the start, in its space or at system
 * level; undefined for Everyone, who start with none, and for teams that people made.
 */
export function initialRoleOfTeam(teamId: string): string | undefined {
  if (teamId === ADMINISTRATORS.Id) return SYSTEM_ADMINISTRATOR.Id;
  if (teamId === MANAGERS.Id) return SYSTEM_MANAGER.Id;
  return teamId.startsWith(SPACE_MANAGERS_PREFIX) ? SPACE_MANAGER.Id : undefined;
}
