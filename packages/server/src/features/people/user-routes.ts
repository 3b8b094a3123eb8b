import {
  type EffectivePermissions,
  type ProjectedTeam,
  spaces,
  spacesReached,
  userPermissionSet,
} from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { invalid, notFound, TAKE_MAX } from "@indelible/kernel";
import type { Database, Trail } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";
import { addressedUser } from "./addressed-user.ts";
import { type Access, loadAccess } from "./permission-sources.ts";
import { presentUser } from "./present-user.ts";

/** What the routes of users stand on. */
export interface UserRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
}

/** Routes of users beyond the standard ones: oneself, and what somebody may do through whom. */
export function userRoutes(options: UserRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/users/me",
      access: "signed-in",
      summary: "Gets the user who asks",
      handle: (_, caller) => gotSelf(options, caller),
    },
    {
      method: "GET",
      path: "/users/:id/permissions",
      access: "signed-in",
      summary: "Gets what a user may do",
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
      summary: "Lists the teams of the user that userId names",
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
      summary: "Lists the spaces that a user holds anything in",
      handle: (request, caller) => spacesOfUser(options, request, caller),
    },
  ];
}

function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}

async function gotSelf(options: UserRoutesOptions, { actor }: Caller): Promise<Answer> {
  const [user] = await options.trail.documents([actor.userId]);
  if (user === undefined) throw notFound("me");
  return { body: presentUser(options.definitions, user, actor.userId) };
}

interface AccessShown {
  readonly userId: string;
  readonly access: Pick<Access, "permissions" | "teams">;
  /** Whether nothing was left out that the caller may not know of. */
  readonly isWhole: { readonly permissions: boolean; readonly teams: boolean };
}

/** What a user may do, as far as the caller may know; an address with a space asks for that alone. */
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

/** A membership as the API shows it. API reference, section 6. */
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
