import {
  initialRoleOfTeam,
  scopedUserRoles,
  spaceManagersTeam,
  spacesReached,
  teams,
} from "@indelible/domain";
import { fieldsAsJson, Refusal, withDefaults } from "@indelible/kernel";
import {
  type DocumentChange,
  equals,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { rightsGiven, rolesHeld } from "./given-rights.ts";

const SPACE_MANAGER_ROLE = initialRoleOfTeam(spaceManagersTeam("").Id) ?? "";

/**
 * Rules of spaces. Whoever may change a space says who manages it, which is the way back into a
 * space that has lost its managers; what else its managers' team holds they must hold themselves.
 */
export function spaceHooks(trail: Trail): DocumentHooks {
  return {
    defaults: (fields, caller) => withManager(fieldsAsJson(fields), caller.actor.userId),
    check: (write) => checkManagers(trail, write),
    checkDelete: checkSpaceDeletion,
    cascadeChanges: (change) => appointManagers(trail, change),
    alwaysVisibleIds: ({ permissions }) => spacesReached(permissions),
  };
}

/** A space that names no managers is managed by whoever makes it: somebody must get into it. */
function withManager(body: JsonObject, userId: string): JsonObject {
  const named = [...idsIn(body, "SpaceManagersTeams"), ...idsIn(body, "SpaceManagersTeamMembers")];
  return named.length > 0 ? body : { ...body, SpaceManagersTeamMembers: [userId] };
}

async function checkManagers(trail: Trail, { caller, before, body }: DocumentWrite) {
  if (before === undefined) return;
  const old = idsIn(before.body, "SpaceManagersTeamMembers");
  const members = idsIn(body, "SpaceManagersTeamMembers");
  if (members.every((id) => old.includes(id))) return;
  const held = await rolesHeld(trail, { TeamId: spaceManagersTeam(before.id).Id });
  const besides = held.filter(({ UserRoleId }) => UserRoleId !== SPACE_MANAGER_ROLE);
  caller.requireToGive(await rightsGiven(trail, besides));
}

function checkSpaceDeletion(space: StoredDocument): void {
  if (space.body.IsDefault === true) {
    throw new Refusal("conflict", "The default space cannot be deleted.");
  }
  if (space.body.TaskQueueStopped !== true) {
    throw new Refusal(
      "conflict",
      `The task queue of space '${space.title}' must be stopped (TaskQueueStopped) before it can be deleted.`,
    );
  }
}

async function appointManagers(trail: Trail, change: DocumentChange): Promise<DocumentChange[]> {
  if (change.kind !== "modify" && change.kind !== "create") return [];
  const spaceId = change.kind === "create" ? change.id : change.before.id;
  const before = change.kind === "create" ? {} : change.before.body;
  const ownTeam = spaceManagersTeam(spaceId).Id;
  const [old, now] = [before, change.body].map((body) => {
    return idsIn(body, "SpaceManagersTeams").filter((id) => id !== ownTeam);
  }) as [string[], string[]];
  const [team] = await trail.documents([ownTeam]);
  return [
    ...membersChange(team, idsIn(change.body, "SpaceManagersTeamMembers")),
    ...now.filter((id) => !old.includes(id)).map((id) => appointment(spaceId, id)),
    ...(await dismissals(
      trail,
      spaceId,
      old.filter((id) => !now.includes(id)),
    )),
  ];
}

function membersChange(team: StoredDocument | undefined, members: string[]): DocumentChange[] {
  // The team of a new space comes with it, members and all.
  if (team === undefined || equals(team.body.MemberUserIds ?? [], members)) return [];
  const body = { ...team.body, MemberUserIds: members };
  return [{ kind: "modify", type: teams, before: team, body }];
}

function appointment(spaceId: string, TeamId: string): DocumentChange {
  const body = withDefaults(scopedUserRoles.schema, { TeamId, UserRoleId: SPACE_MANAGER_ROLE });
  return { kind: "create", type: scopedUserRoles, id: "", spaceId, body };
}

async function dismissals(trail: Trail, spaceId: string, teamIds: readonly string[]) {
  const held = await Promise.all(teamIds.map((TeamId) => rolesHeld(trail, { TeamId })));
  const ids = held.flat().flatMap(({ Id, UserRoleId, SpaceId }) => {
    return UserRoleId === SPACE_MANAGER_ROLE && SpaceId === spaceId ? [Id] : [];
  });
  const documents = await trail.documents(ids);
  return documents.map((before): DocumentChange => {
    return { kind: "delete", type: scopedUserRoles, before };
  });
}

function idsIn(body: JsonObject, field: string): string[] {
  return (body[field] ?? []) as string[];
}
