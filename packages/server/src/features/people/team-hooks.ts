import { spaceManagersTeam, spaces } from "@indelible/domain";
import { invalid, Refusal } from "@indelible/kernel";
import {
  type DocumentChange,
  equals,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { membersOf, rightsGiven, rolesHeld } from "./given-rights.ts";

/** Rules of teams: who joins one gets all it holds, so whoever adds them must hold that too. */
export function teamHooks(trail: Trail): DocumentHooks {
  return {
    check: (write) => checkTeam(trail, write),
    checkDelete: refuseBuiltIn,
    cascadeChanges: (change) => keepSpaceInStep(trail, change),
  };
}

/** 409 for the deletion of what every installation has. */
export function refuseBuiltIn(document: StoredDocument): void {
  if (document.body.CanBeDeleted !== false) return;
  throw new Refusal("conflict", `'${document.title}' is built in and cannot be deleted.`);
}

async function checkTeam(trail: Trail, { caller, before, body }: DocumentWrite): Promise<void> {
  // A new team holds nothing yet.
  if (before === undefined) return;
  refuseBuiltInChange(before, body);
  const old = new Set(membersOf([before]));
  if (membersOf([{ body }]).every((id) => old.has(id))) return;
  caller.requireToGive(await rightsGiven(trail, await rolesHeld(trail, { TeamId: before.id })));
}

function refuseBuiltInChange(before: StoredDocument, body: JsonObject): void {
  if (before.body.CanBeRenamed === false && body.Name !== before.body.Name) {
    throw invalid(`The built-in team '${before.title}' cannot be renamed.`);
  }
  const sameMembers = equals(body.MemberUserIds ?? [], before.body.MemberUserIds ?? []);
  if (before.body.CanChangeMembers === false && !sameMembers) {
    throw invalid(`The members of the built-in team '${before.title}' cannot be changed.`);
  }
}

/** A space shows the members of its managers' team. */
async function keepSpaceInStep(trail: Trail, change: DocumentChange): Promise<DocumentChange[]> {
  if (change.kind !== "modify" || change.before.spaceId === null) return [];
  const { id, spaceId } = change.before;
  if (id !== spaceManagersTeam(spaceId).Id) return [];
  const [space] = await trail.documents([spaceId]);
  const members = change.body.MemberUserIds ?? [];
  if (space === undefined || equals(space.body.SpaceManagersTeamMembers ?? [], members)) return [];
  const body = { ...space.body, SpaceManagersTeamMembers: members };
  return [{ kind: "modify", type: spaces, before: space, body }];
}
