import type { Database, Trail } from "@indelible/trail";
import { scopedUserRoleRules, userRoleRules } from "../identity/role-rules.ts";
import { spaceRules } from "../identity/space-rules.ts";
import { teamRules } from "../identity/team-rules.ts";
import { userRules } from "../identity/user-rules.ts";
import type { DocumentRules } from "./document-rules.ts";
import { releaseRules } from "./release-rules.ts";

/** Rules that a schema cannot say, by prefix of the document type. */
export function documentRules(
  trail: Trail,
  database: Database,
): Readonly<Record<string, DocumentRules>> {
  return {
    Spaces: spaceRules(trail),
    Releases: releaseRules(trail),
    Users: userRules(database),
    Teams: teamRules(trail),
    UserRoles: userRoleRules(trail),
    ScopedUserRoles: scopedUserRoleRules(trail),
  };
}
