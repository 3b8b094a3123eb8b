import {
  type EffectivePermissions,
  type ProjectedTeam,
  spaces,
  spacesReached,
  userPermissionSet,
  users,
} from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { invalid, notFound, TAKE_MAX } from "@indelible/kernel";
import type { Database, Trail } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";
import { addressedUser } from "./addressed-user.ts";
import { type Access, loadAccess } from "./permission-sources.ts";
import { presentUser } from "./present-user.ts";

/** Dependencies of the routes of users. */
export interface UserRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
}

/**
 * Routes of users in addition to the standard ones: the caller, and the permissions, teams and spaces
 * of a user. API reference, section 6.
 */
export function userRoutes(options: UserRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/users/me",
      access: "signed-in",
      summary: "Gets the calling user",
      handle: (_, caller) => self(options, caller),
    },
    {
      method: "GET",
      path: "/users/:id/permissions",
      access: "signed-in",
      summary: "Gets the permissions of a user",
      handle: async (request, caller) => {
        const { access, isWhole } = await accessShown(options, request, caller, idIn(request));
        return { body: userPermissionSet(access.permissions, access.teams, isWhole) };
      },
    },
    {
      method: "GET",
      path: "/users/:id/teams",
      access: "signed-in",
      summary: "Lists the teams of a user",
      handle: async (request, caller) => {
        const { access, userId } = await accessShown(options, request, caller, idIn(request));
        return { body: access.teams.map((team) => ({ ...team, ...membership(team, userId) })) };
      },
    },
    {
      method: "GET",
      path: "/teammembership",
      access: "signed-in",
      summary: "Lists the team memberships of the user with the id userId",
      query: ["userId"],
      handle: async (request, caller) => {
        const wanted = request.query.get("userid");
        if (!wanted) throw invalid("userId is required.");
        const { access, userId } = await accessShown(options, request, caller, wanted);
        return { body: access.teams.map((team) => membership(team, userId)) };
      },
    },
    {
      method: "GET",
      path: "/users/:id/spaces",
      access: "signed-in",
      summary: "Lists the spaces in which a user has a permission",
      handle: (request, caller) => spacesOfUser(options, request, caller),
    },
  ];
}

function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}

async function self(options: UserRoutesOptions, { actor }: Caller): Promise<Answer> {
  const user = await options.trail.documentOf(users, actor.userId);
  if (user === undefined) throw notFound("me");
  return { body: presentUser(options.definitions, user, actor.userId) };
}

interface AccessShown {
  readonly userId: string;
  readonly access: Pick<Access, "permissions" | "teams">;
  /** Whether nothing was left out because the caller may not see it. */
  readonly isWhole: { readonly permissions: boolean; readonly teams: boolean };
}

/**
 * The permissions and teams of a user, as far as the caller may see them. When the address names a
 * space, only the teams of that space and of the installation.
 */
async function accessShown(
  { trail, database }: UserRoutesOptions,
  request: RouteRequest,
  caller: Caller,
  reference: string,
): Promise<AccessShown> {
  const { id: userId } = await addressedUser(trail, caller, reference, "UserView");
  const { permissions, teams } = await loadAccess(database, userId);
  const isSelf = userId === caller.actor.userId;
  const known = ({ SpaceId }: ProjectedTeam) =>
    isSelf || caller.may("TeamView", { spaceId: SpaceId });
  const knownSpace = (spaceId: string | null) =>
    spaceId === null || isSelf || caller.knowsSpace(spaceId);
  const isHere = ({ SpaceId }: ProjectedTeam) =>
    !request.namesSpace || SpaceId === null || SpaceId === request.spaceId;
  const isWhole = {
    permissions: spacesReached(permissions).every(knownSpace),
    teams: teams.every(known),
  };
  const access = {
    permissions: withinSpaces(permissions, knownSpace),
    teams: teams.filter(known).filter(isHere),
  };
  return { userId, access, isWhole };
}

function withinSpaces(
  permissions: EffectivePermissions,
  isShown: (spaceId: string | null) => boolean,
): EffectivePermissions {
  const shown = [...permissions].map(([permission, grants]) => {
    return [permission, grants.filter(({ spaceId }) => isShown(spaceId))] as const;
  });
  return new Map(shown.filter(([, grants]) => grants.length > 0));
}

/** A team membership as the API shows it. API reference, section 6. */
function membership(team: ProjectedTeam, userId: string) {
  return {
    UserId: userId,
    TeamId: team.Id,
    TeamName: team.Name,
    SpaceId: team.SpaceId,
    IsDirectlyAssigned: team.IsDirectlyAssigned,
    ExternalSecurityGroups: team.ExternalSecurityGroups,
  };
}

async function spacesOfUser(
  options: UserRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { access } = await accessShown(options, request, caller, idIn(request));
  const ids = spacesReached(access.permissions);
  const { documents } = await options.trail.list({ type: spaces, ids, skip: 0, take: TAKE_MAX });
  return { body: documents.map((space) => presentDocument(options.definitions, space)) };
}
