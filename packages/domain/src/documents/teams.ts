import type { PartOf } from "@indelible/trail/pure";
import type { BuiltInTeam } from "../access/built-in-teams.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { anything, flag, idsOf, list, name, object, readOnly, slug, text } from "./fields.ts";
import { withSlug } from "./slug.ts";

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  MemberUserIds: idsOf("Users", { onDelete: "keep" }),
  ExternalSecurityGroups: list(anything()),
  CanBeDeleted: readOnly(flag(true)),
  CanBeRenamed: readOnly(flag(true)),
  CanChangeMembers: readOnly(flag(true)),
  CanChangeRoles: readOnly(flag(true)),
});

/** The body of a team. */
export type Team = BodyOf<typeof schema>;

/**
 * Users with the same permissions; a team of a space or, with `SpaceId` null, of the installation.
 * API reference, section 6.
 */
export const teams = defineDocument<Team>({
  prefix: "Teams",
  label: "Team",
  route: "teams",
  level: "either",
  permissions: { view: "TeamView", create: "TeamCreate", edit: "TeamEdit", delete: "TeamDelete" },
  schema,
  unique: [{ fields: ["Name"], within: "space" }],
  delegating: ["/MemberUserIds/*"],
  complete: withSlug,
  example: () => ({ Name: "Release managers", Description: "Decide on releases" }),
});

/** A built-in team as a document. */
export function teamBody(team: BuiltInTeam): PartOf<Team> {
  const { Id: _, SpaceId: __, ...body } = team;
  return body;
}
