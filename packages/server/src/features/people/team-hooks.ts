import { type EffectivePermissions, spaceManagersTeam, spaces, type Team } from "@indelible/domain";
import { invalid, Refusal } from "@indelible/kernel";
import {
  type DocumentChange,
  equals,
  type JsonObject,
  modification,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { membersOf, rightsGiven, scopedRoleOf, scopedRolesOf } from "./given-rights.ts";

/**
 * Hooks of teams: no team of a higher rank is changed or deleted, a caller who adds a member must hold
 * every permission that the team gives, and a space shows the members of its managers' team.
 */
export function teamHooks(trail: Trail): DocumentHooks<Team> {
  return {
    check: (write) => checkTeam(trail, write),
    checkDelete: async (team, caller) => {
      refuseBuiltIn(team);
      caller.requireToChange(await rightsOfTeam(trail, team.id));
    },
    cascadeChanges: (change) => updateSpace(trail, change),
  };
}

/** Refuses with 409 to delete a document that every installation has. */
export function refuseBuiltIn({
  body,
  title,
}: StoredDocument<JsonObject & { readonly CanBeDeleted: boolean }>): void {
  if (body.CanBeDeleted) return;
  throw new Refusal("conflict", `'${title}' is built in and cannot be deleted.`);
}

async function checkTeam(trail: Trail, { caller, before, body }: DocumentWrite<Team>) {
  // A new team gives nothing yet.
  if (before === undefined) return;
  refuseBuiltInChange(before, body);
  if (equals(body, before.body)) return;
  const given = await rightsOfTeam(trail, before.id);
  const old = new Set(membersOf([before]));
  if (!membersOf([{ body }]).every((id) => old.has(id))) caller.requireToGive(given);
  caller.requireToChange(given);
}

/** The permissions that a team gives to its members. */
async function rightsOfTeam(trail: Trail, TeamId: string): Promise<EffectivePermissions> {
  const scopedRoles = await scopedRolesOf(trail, { TeamId });
  return rightsGiven(trail, scopedRoles.map(scopedRoleOf));
}

function refuseBuiltInChange(before: StoredDocument<Team>, body: Team): void {
  if (!before.body.CanBeRenamed && body.Name !== before.body.Name) {
    throw invalid(`The built-in team '${before.title}' cannot be renamed.`);
  }
  const hasSameMembers = equals(body.MemberUserIds, before.body.MemberUserIds);
  if (!before.body.CanChangeMembers && !hasSameMembers) {
    throw invalid(`The members of the built-in team '${before.title}' cannot be changed.`);
  }
}

async function updateSpace(trail: Trail, change: DocumentChange<Team>): Promise<DocumentChange[]> {
  if (change.kind !== "modify" || change.before.spaceId === null) return [];
  const { id, spaceId } = change.before;
  if (id !== spaceManagersTeam(spaceId).Id) return [];
  const space = await trail.documentOf(spaces, spaceId);
  const members = change.body.MemberUserIds;
  if (space === undefined || equals(space.body.SpaceManagersTeamMembers, members)) return [];
  return [modification(spaces, space, { ...space.body, SpaceManagersTeamMembers: members })];
}
