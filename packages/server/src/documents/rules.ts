import { appliesAt, channels, parsePermission } from "@indelible/domain";
import {
  isArray,
  type JsonObject,
  type StoredDocument,
  secretWish,
  type Trail,
} from "@indelible/trail";
import { badRequest, HttpProblem } from "../http/http-problem.ts";
import type { DocumentRules } from "./document-service.ts";

const PASSWORD_LENGTH_MIN = 8;

/** Rules that a schema cannot say, by prefix of the document type. */
export const DOCUMENT_RULES: Readonly<Record<string, DocumentRules>> = {
  Spaces: { checkDelete: checkSpaceDeletion },
  Releases: { fill: fillChannel },
  Users: { check: checkUser },
  Teams: { check: checkTeam, checkDelete: checkBuiltIn },
  UserRoles: { check: checkRole, checkDelete: checkBuiltIn },
};

function checkSpaceDeletion(space: StoredDocument): void {
  if (space.body.IsDefault === true) {
    throw new HttpProblem(409, "The default space cannot be deleted.");
  }
  if (space.body.TaskQueueStopped !== true) {
    throw new HttpProblem(
      409,
      `The task queue of space '${space.title}' must be stopped (TaskQueueStopped) before it can be deleted.`,
    );
  }
}

/** A release that names no channel goes to its project's default one. */
async function fillChannel(body: JsonObject, trail: Trail) {
  if (body.ChannelId !== undefined || typeof body.ProjectId !== "string") return body;
  const { documents } = await trail.list({
    type: channels,
    containing: [[{ ProjectId: body.ProjectId, IsDefault: true }]],
    skip: 0,
    take: 1,
  });
  const [channel] = documents;
  return channel === undefined ? body : { ...body, ChannelId: channel.id };
}

function checkUser(body: JsonObject): void {
  const wish = secretWish(body.Password);
  if (typeof wish === "string") return;
  if (body.IsService === true)
    throw badRequest("A service account has no password; give it an API key.");
  if (wish.secret.length >= PASSWORD_LENGTH_MIN) return;
  throw badRequest(`Password must have at least ${PASSWORD_LENGTH_MIN} characters.`);
}

function checkTeam(body: JsonObject, before: StoredDocument | undefined): void {
  if (before === undefined) return;
  if (before.body.CanBeRenamed === false && body.Name !== before.body.Name) {
    throw badRequest(`The built-in team '${before.title}' cannot be renamed.`);
  }
  const sameMembers =
    JSON.stringify(body.MemberUserIds) === JSON.stringify(before.body.MemberUserIds);
  if (before.body.CanChangeMembers === false && !sameMembers) {
    throw badRequest(`The members of the built-in team '${before.title}' cannot be changed.`);
  }
}

function checkBuiltIn(document: StoredDocument): void {
  if (document.body.CanBeDeleted !== false) return;
  throw new HttpProblem(409, `'${document.title}' is built in and cannot be deleted.`);
}

function checkRole(body: JsonObject, before: StoredDocument | undefined): void {
  if (before?.body.CanBeDeleted === false) {
    throw new HttpProblem(409, `The built-in role '${before.title}' cannot be changed.`);
  }
  for (const level of ["Space", "System"] as const) {
    const granted = body[`Granted${level}Permissions`];
    for (const name of isArray(granted) ? granted : []) checkGranted(String(name), level);
  }
}

function checkGranted(name: string, level: "Space" | "System"): void {
  const permission = parsePermission(name);
  if (permission === undefined) throw badRequest(`There is no permission '${name}'.`);
  const applies = appliesAt(permission, level === "Space" ? "space" : "system");
  if (!applies)
    throw badRequest(`${permission} cannot be granted at ${level.toLowerCase()} level.`);
}
