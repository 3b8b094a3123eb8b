import { appliesAt, parsePermission, teams } from "@indelible/domain";
import { invalid, Refusal } from "@indelible/kernel";
import {
  type DocumentChange,
  isArray,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { grantedBy, membersOf, rightsGiven, rolesHeld, scopedRoleOf } from "./given-rights.ts";
import { refuseBuiltIn } from "./team-hooks.ts";

const LEVELS = ["Space", "System"] as const;

/**
 * Rules of user roles. A role that nobody holds grants nothing to anybody; to add a permission to
 * one that teams hold is to give it to them. Events of a role concern whoever has it.
 */
export function userRoleHooks(trail: Trail): DocumentHooks {
  return {
    check: (write) => checkUserRole(trail, write),
    checkDelete: refuseBuiltIn,
    relatedIds: async (change) => {
      if (change.kind === "create") return [];
      const held = await rolesHeld(trail, { UserRoleId: change.before.id });
      return membersOf(await trail.documents(held.map(({ TeamId }) => TeamId)));
    },
  };
}

/** Rules of scoped user roles: nobody gives what they do not hold. Events concern the team's members. */
export function scopedUserRoleHooks(trail: Trail): DocumentHooks {
  return {
    check: (write) => checkScopedUserRole(trail, write),
    checkDelete: async ({ body }) => {
      await teamsThatMayChange(trail, [body]);
    },
    relatedIds: (change, all) => membersConcerned(trail, change, all),
  };
}

async function checkUserRole(trail: Trail, { caller, before, body }: DocumentWrite) {
  if (before?.body.CanBeDeleted === false) {
    throw new Refusal("conflict", `The built-in role '${before.title}' cannot be changed.`);
  }
  const [old, now] = [grantsIn(before?.body ?? {}), grantsIn(body)];
  for (const { level, name } of now) refuseUnknown(name, level);
  const isAdded = ({ level, name }: NamedGrant) =>
    !old.some((grant) => grant.level === level && grant.name === name);
  if (before === undefined || !now.some(isAdded)) return;
  const held = await rolesHeld(trail, { UserRoleId: before.id });
  const changed = new Map([[before.id, grantedBy(body)]]);
  caller.requireToGive(await rightsGiven(trail, held, changed));
}

interface NamedGrant {
  readonly level: (typeof LEVELS)[number];
  readonly name: string;
}

function grantsIn(body: JsonObject): NamedGrant[] {
  return LEVELS.flatMap((level) => {
    const names = body[`Granted${level}Permissions`] ?? [];
    return isArray(names) ? names.map((name) => ({ level, name: String(name) })) : [];
  });
}

function refuseUnknown(name: string, level: NamedGrant["level"]): void {
  const permission = parsePermission(name);
  if (permission === undefined) throw invalid(`There is no permission '${name}'.`);
  const applies = appliesAt(permission, level === "Space" ? "space" : "system");
  if (!applies) throw invalid(`${permission} cannot be granted at ${level.toLowerCase()} level.`);
}

async function checkScopedUserRole(trail: Trail, write: DocumentWrite): Promise<void> {
  const { caller, before, body, spaceId } = write;
  const bodies = before === undefined ? [body] : [before.body, body];
  const found = await teamsThatMayChange(trail, bodies);
  for (const team of found) refuseTeamOfOtherSpace(write, team);
  const given = scopedRoleOf(before?.id ?? "", spaceId, body);
  caller.requireToGive(await rightsGiven(trail, [given]));
}

/** A team of a space holds roles there only; one that the caller may not see is not there for them. */
function refuseTeamOfOtherSpace({ caller, spaceId }: DocumentWrite, team: StoredDocument): void {
  if (team.spaceId === null || team.spaceId === spaceId) return;
  if (!caller.may("TeamView", { spaceId: team.spaceId })) {
    throw invalid(`Scoped User Role TeamId: there is no Teams document '${team.id}'.`);
  }
  throw invalid(`Team '${team.title}' belongs to a space and can hold roles only there.`);
}

async function teamsThatMayChange(trail: Trail, bodies: readonly JsonObject[]) {
  const found = await trail.documents(bodies.map(({ TeamId }) => String(TeamId)));
  const fixed = found.find(({ body }) => body.CanChangeRoles === false);
  if (fixed === undefined) return found;
  throw new Refusal(
    "conflict",
    `The roles of the built-in team '${fixed.title}' cannot be changed.`,
  );
}

/** The members of the teams that a scoped role belongs, or belonged, to. */
async function membersConcerned(
  trail: Trail,
  change: DocumentChange,
  all: readonly DocumentChange[],
): Promise<string[]> {
  const bodies = [
    ...("before" in change ? [change.before.body] : []),
    ...("body" in change ? [change.body] : []),
  ];
  const teamIds = bodies.map(({ TeamId }) => String(TeamId));
  // A team may come, or change, in the same commit.
  const beside = all.filter((other) => "body" in other && other.type.prefix === teams.prefix);
  const written = beside.flatMap((other) => {
    const id = other.kind === "create" ? other.id : other.before.id;
    return "body" in other && teamIds.includes(id) ? [{ body: other.body }] : [];
  });
  const stored: Pick<StoredDocument, "body">[] = await trail.documents(teamIds);
  return membersOf([...stored, ...written]);
}
