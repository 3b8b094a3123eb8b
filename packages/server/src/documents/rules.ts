import { channels } from "@indelible/domain";
import type { Database, JsonObject, Trail } from "@indelible/trail";
import { scopedUserRoleRules, userRoleRules } from "../identity/role-rules.ts";
import { spaceRules } from "../identity/space-rules.ts";
import { teamRules } from "../identity/team-rules.ts";
import { userRules } from "../identity/user-rules.ts";
import type { DocumentRules } from "./document-rules.ts";

/** Rules that a schema cannot say, by prefix of the document type. */
export function documentRules(
  trail: Trail,
  database: Database,
): Readonly<Record<string, DocumentRules>> {
  return {
    Spaces: spaceRules(trail),
    Releases: { fill: fillChannel },
    Users: userRules(database),
    Teams: teamRules(trail),
    UserRoles: userRoleRules(trail),
    ScopedUserRoles: scopedUserRoleRules(trail),
  };
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
