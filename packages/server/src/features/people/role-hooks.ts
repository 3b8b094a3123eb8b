import {
  appliesAt,
  parsePermission,
  permissionLacking,
  type ScopedUserRoleBody,
  type Team,
  teams,
  type UserRole,
} from "@indelible/domain";
import { invalid, isChangeOf, Refusal } from "@indelible/kernel";
import { type DocumentChange, equals, type StoredDocument, type Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { membersOf, rightsGiven, scopedRoleOf, scopedRolesOf } from "./given-rights.ts";
import { refuseBuiltIn } from "./team-hooks.ts";

const LEVELS = ["Space", "System"] as const;

/**
 * Hooks of user roles. A caller who adds a permission to a role gives it to every team that has the
 * role, and must hold it. The events of a role relate to the members of these teams.
 */
export function userRoleHooks(trail: Trail): DocumentHooks<UserRole> {
  return {
    check: (write) => checkUserRole(trail, write),
    checkDelete: refuseBuiltIn,
    relatedIds: async (change) => {
      if (change.kind === "create") return [];
      const scopedRoles = await scopedRolesOf(trail, { UserRoleId: change.before.id });
      const teamIds = scopedRoles.map(({ body }) => body.TeamId);
      return membersOf(await trail.documentsOf(teams, teamIds));
    },
  };
}

/**
 * Hooks of scoped user roles: a caller gives only permissions that they hold, and takes only those that
 * do not put the team above them. The events of a scoped user role relate to the members of its team.
 */
export function scopedUserRoleHooks(trail: Trail): DocumentHooks<ScopedUserRoleBody> {
  return {
    check: (write) => checkScopedUserRole(trail, write),
    checkDelete: async (role, caller) => {
      await changeableTeams(trail, [role.body]);
      caller.requireToChange(await rightsGiven(trail, [scopedRoleOf(role)]));
    },
    relatedIds: (change, all) => membersConcerned(trail, change, all),
  };
}

async function checkUserRole(trail: Trail, { caller, before, body }: DocumentWrite<UserRole>) {
  if (before?.body.CanBeDeleted === false) {
    throw new Refusal("conflict", `The built-in role '${before.title}' cannot be changed.`);
  }
  const grants = grantsIn(body);
  for (const { level, name } of grants) refuseUnknown(name, level);
  if (before === undefined) return;
  const old = grantsIn(before.body);
  const isNew = ({ level, name }: NamedGrant) =>
    !old.some((grant) => grant.level === level && grant.name === name);
  if (!grants.some(isNew)) return;
  const scopedRoles = await scopedRolesOf(trail, { UserRoleId: before.id });
  const changed = new Map([[before.id, body]]);
  caller.requireToGive(await rightsGiven(trail, scopedRoles.map(scopedRoleOf), changed));
}

interface NamedGrant {
  readonly level: (typeof LEVELS)[number];
  readonly name: string;
}

function grantsIn(body: UserRole): NamedGrant[] {
  return LEVELS.flatMap((level) =>
    body[`Granted${level}Permissions`].map((name) => ({ level, name })),
  );
}

function refuseUnknown(name: string, level: NamedGrant["level"]): void {
  const permission = parsePermission(name);
  if (permission === undefined) throw invalid(`There is no permission '${name}'.`);
  const applies = appliesAt(permission, level === "Space" ? "space" : "system");
  if (!applies) throw invalid(`${permission} cannot be granted at ${level.toLowerCase()} level.`);
}

async function checkScopedUserRole(trail: Trail, write: DocumentWrite<ScopedUserRoleBody>) {
  const { caller, before, body, spaceId } = write;
  if (before !== undefined && equals(body, before.body)) return;
  const bodies = before === undefined ? [body] : [before.body, body];
  const found = await changeableTeams(trail, bodies);
  for (const team of found) refuseTeamOfOtherSpace(write, team);
  const given = await rightsGiven(trail, [scopedRoleOf({ id: "", spaceId, body })]);
  if (before === undefined) return caller.requireToGive(given);
  const held = await rightsGiven(trail, [scopedRoleOf(before)]);
  if (movesRole(before.body, body)) caller.requireToChange(held);
  else if (permissionLacking(held, given) === undefined) return;
  caller.requireToGive(given);
}

/** Whether a change takes the role from its team, or replaces it by another one. */
function movesRole(before: ScopedUserRoleBody, after: ScopedUserRoleBody): boolean {
  return before.TeamId !== after.TeamId || before.UserRoleId !== after.UserRoleId;
}

/**
 * A team of a space has roles only in that space. For a caller who may not see the team, it does not
 * exist.
 */
function refuseTeamOfOtherSpace(
  { caller, spaceId }: DocumentWrite<ScopedUserRoleBody>,
  team: StoredDocument<Team>,
): void {
  if (team.spaceId === null || team.spaceId === spaceId) return;
  if (!caller.may("TeamView", { spaceId: team.spaceId })) {
    throw invalid(`Scoped User Role TeamId: there is no Teams document '${team.id}'.`);
  }
  throw invalid(`Team '${team.title}' belongs to a space and can have roles only in that space.`);
}

/** The teams of scoped user roles; fails with 409 when the roles of one are built in. */
async function changeableTeams(trail: Trail, scopedRoles: readonly ScopedUserRoleBody[]) {
  const found = await trail.documentsOf(
    teams,
    scopedRoles.map(({ TeamId }) => TeamId),
  );
  const fixed = found.find(({ body }) => !body.CanChangeRoles);
  if (fixed === undefined) return found;
  throw new Refusal(
    "conflict",
    `The roles of the built-in team '${fixed.title}' cannot be changed.`,
  );
}

/** The members of the team that a scoped user role belongs to, and of the one that it belonged to. */
async function membersConcerned(
  trail: Trail,
  change: DocumentChange<ScopedUserRoleBody>,
  all: readonly DocumentChange[],
): Promise<string[]> {
  const teamIds = [
    ...("before" in change ? [change.before.body.TeamId] : []),
    ...("body" in change ? [change.body.TeamId] : []),
  ];
  const stored = await trail.documentsOf(teams, teamIds);
  return membersOf([...stored, ...teamsWritten(all, teamIds)]);
}

/** The new bodies of teams that are created or changed in the same commit. */
function teamsWritten(
  all: readonly DocumentChange[],
  teamIds: readonly string[],
): { readonly body: Team }[] {
  return all
    .filter((change) => isChangeOf(teams, change))
    .flatMap((change) => {
      const id = change.kind === "create" ? change.id : change.before.id;
      return "body" in change && teamIds.includes(id) ? [{ body: change.body }] : [];
    });
}
