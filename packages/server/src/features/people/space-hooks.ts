import {
  initialRoleOfTeam,
  type Space,
  scopedUserRoles,
  spaceManagersTeam,
  spacesReached,
  type Team,
  teams,
} from "@indelible/domain";
import { completeBody, type Fields, Refusal } from "@indelible/kernel";
import {
  creation,
  type DocumentChange,
  deletion,
  equals,
  modification,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { rightsGiven, scopedRoleOf, scopedRolesOf } from "./given-rights.ts";

const SPACE_MANAGER_ROLE = initialRoleOfTeam(spaceManagersTeam("").Id) ?? "";

/**
 * Hooks of spaces. A caller who may change a space may set its managers: that is how a space that
 * lost its managers gets new ones. What the managers' team holds in addition, the caller must hold.
 */
export function spaceHooks(trail: Trail): DocumentHooks<Space> {
  return {
    defaults: (fields, caller) => withManager(fields, caller.actor.userId),
    check: (write) => checkManagers(trail, write),
    checkDelete: checkSpaceDeletion,
    cascadeChanges: (change) => appointManagers(trail, change),
    alwaysVisibleIds: ({ permissions }) => spacesReached(permissions),
  };
}

/** The creator manages a space for which no managers are given, so that someone can enter it. */
function withManager(fields: Fields<Space>, userId: string): Fields<Space> {
  const { SpaceManagersTeams = [], SpaceManagersTeamMembers = [] } = fields;
  if (SpaceManagersTeams.length + SpaceManagersTeamMembers.length > 0) return fields;
  return { ...fields, SpaceManagersTeamMembers: [userId] };
}

async function checkManagers(trail: Trail, { caller, before, body }: DocumentWrite<Space>) {
  if (before === undefined) return;
  const old = before.body.SpaceManagersTeamMembers;
  if (body.SpaceManagersTeamMembers.every((id) => old.includes(id))) return;
  const scopedRoles = await scopedRolesOf(trail, { TeamId: spaceManagersTeam(before.id).Id });
  const extra = scopedRoles.filter((role) => role.body.UserRoleId !== SPACE_MANAGER_ROLE);
  caller.requireToGive(await rightsGiven(trail, extra.map(scopedRoleOf)));
}

function checkSpaceDeletion({ body, title }: StoredDocument<Space>): void {
  if (body.IsDefault) throw new Refusal("conflict", "The default space cannot be deleted.");
  if (body.TaskQueueStopped) return;
  throw new Refusal(
    "conflict",
    `Stop the task queue of space '${title}' (TaskQueueStopped) before you delete it.`,
  );
}

async function appointManagers(
  trail: Trail,
  change: DocumentChange<Space>,
): Promise<DocumentChange[]> {
  if (change.kind !== "modify" && change.kind !== "create") return [];
  const spaceId = change.kind === "create" ? change.id : change.before.id;
  const ownTeam = spaceManagersTeam(spaceId).Id;
  const old = change.kind === "create" ? [] : change.before.body.SpaceManagersTeams;
  const now = change.body.SpaceManagersTeams;
  const added = now.filter((id) => id !== ownTeam && !old.includes(id));
  const removed = old.filter((id) => id !== ownTeam && !now.includes(id));
  const team = await trail.documentOf(teams, ownTeam);
  return [
    ...membersChange(team, change.body.SpaceManagersTeamMembers),
    ...added.map((id) => appointment(spaceId, id)),
    ...(await dismissals(trail, spaceId, removed)),
  ];
}

function membersChange(
  team: StoredDocument<Team> | undefined,
  members: readonly string[],
): DocumentChange[] {
  // The team of a new space is created with it and already has its members.
  if (team === undefined || equals(team.body.MemberUserIds, members)) return [];
  return [modification(teams, team, { ...team.body, MemberUserIds: members })];
}

function appointment(spaceId: string, TeamId: string): DocumentChange {
  const body = completeBody(scopedUserRoles, { TeamId, UserRoleId: SPACE_MANAGER_ROLE });
  return creation(scopedUserRoles, { id: "", spaceId, body });
}

async function dismissals(
  trail: Trail,
  spaceId: string,
  teamIds: readonly string[],
): Promise<DocumentChange[]> {
  const scopedRoles = await Promise.all(teamIds.map((TeamId) => scopedRolesOf(trail, { TeamId })));
  return scopedRoles
    .flat()
    .filter((role) => role.body.UserRoleId === SPACE_MANAGER_ROLE && role.spaceId === spaceId)
    .map((role) => deletion(scopedUserRoles, role));
}
