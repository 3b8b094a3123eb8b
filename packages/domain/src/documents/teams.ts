import type { MessagePart, PartOf } from "@indelible/trail/pure";
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

/** People that one message names; of more it says how many. */
const NAMED_MAX = 20;

/** A change of the members names them; undefined for any other change. */
function membership(before: Team | undefined, after: Team | undefined): MessagePart[] | undefined {
  if (after === undefined) return undefined;
  const [old, now] = [new Set(before?.MemberUserIds), new Set(after.MemberUserIds)];
  const added = [...now].filter((id) => !old.has(id));
  const removed = [...old].filter((id) => !now.has(id));
  if (added.length + removed.length === 0) return undefined;
  if (before === undefined) return ["was created with ", ...people(added)];
  const start = before.Name === after.Name ? "was changed" : `was renamed to ${after.Name}`;
  return [start, ...sentence(added, "added"), ...sentence(removed, "removed")];
}

function sentence(ids: readonly string[], verb: string): MessagePart[] {
  if (ids.length === 0) return [];
  return ["; ", ...people(ids), ids.length === 1 ? ` was ${verb}` : ` were ${verb}`];
}

function people(ids: readonly string[]): MessagePart[] {
  const named = ids.slice(0, NAMED_MAX).flatMap((documentId) => [", ", { documentId }]);
  const rest = ids.length - NAMED_MAX;
  return [...named.slice(1), ...(rest > 0 ? [` and ${rest} more`] : [])];
}

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
  verb: membership,
  delegating: ["/MemberUserIds/*"],
  complete: withSlug,
  example: () => ({ Name: "Release managers", Description: "Decide on releases" }),
});

/** A built-in team as a document. */
export function teamBody(team: BuiltInTeam): PartOf<Team> {
  const { Id: _, SpaceId: __, ...body } = team;
  return body;
}
