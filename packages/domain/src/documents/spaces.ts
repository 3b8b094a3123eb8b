import { isArray, type Json, type JsonObject } from "@indelible/trail/pure";
import { initialRoleOfTeam, spaceManagersTeam } from "../access/built-in-teams.ts";
import { defineDocument } from "./define-document.ts";
import { BUILT_IN_FEED_BODY, builtInFeedId } from "./feeds.ts";
import { flag, idsOf, name, object, readOnly, slug, text } from "./fields.ts";
import { DEFAULT_MACHINE_POLICY } from "./machine-policies.ts";
import { withSlug } from "./slug.ts";
import { teamBody } from "./teams.ts";

/** The role that the managers of any space hold in it. */
const SPACE_MANAGER_ROLE = initialRoleOfTeam(spaceManagersTeam("").Id) ?? "";

/** The team that comes with a space manages it, and cannot be dismissed. */
function managingTeams({ SpaceManagersTeams }: JsonObject, spaceId: string): readonly Json[] {
  const named = isArray(SpaceManagersTeams ?? null) ? (SpaceManagersTeams as Json[]) : [];
  // A draft of a space has no id yet.
  if (spaceId === "") return named;
  return [...new Set([spaceManagersTeam(spaceId).Id, ...named])];
}

/** A space: a world of its own for one part of an organisation. API reference, section 6. */
export const spaces = defineDocument({
  prefix: "Spaces",
  label: "Space",
  route: "spaces",
  level: "system",
  permissions: {
    view: "SpaceView",
    create: "SpaceCreate",
    edit: "SpaceEdit",
    delete: "SpaceDelete",
  },
  schema: object({
    Name: name(20),
    Slug: slug(),
    Description: text(),
    IsDefault: readOnly(flag()),
    TaskQueueStopped: flag(),
    SpaceManagersTeams: idsOf("Teams", { onDelete: "keep" }),
    SpaceManagersTeamMembers: idsOf("Users", { onDelete: "keep" }),
  }),
  unique: [
    { fields: ["Name"], within: "installation" },
    { fields: ["Slug"], within: "installation" },
  ],
  companions: [
    { prefix: "ProjectGroups", body: () => ({ Name: "Default Project Group" }) },
    { prefix: "Lifecycles", body: () => ({ Name: "Default Lifecycle" }) },
    { prefix: "MachinePolicies", body: () => DEFAULT_MACHINE_POLICY },
    { prefix: "Feeds", id: builtInFeedId, body: () => BUILT_IN_FEED_BODY },
    {
      prefix: "Teams",
      id: (spaceId) => spaceManagersTeam(spaceId).Id,
      body: (spaceId, space) => ({
        ...teamBody(spaceManagersTeam(spaceId)),
        MemberUserIds: space.SpaceManagersTeamMembers ?? [],
      }),
    },
    {
      prefix: "ScopedUserRoles",
      body: (spaceId) => ({
        TeamId: spaceManagersTeam(spaceId).Id,
        UserRoleId: SPACE_MANAGER_ROLE,
      }),
    },
  ],
  complete: (body, { id }) => withSlug({ ...body, SpaceManagersTeams: managingTeams(body, id) }),
  example: () => ({ Name: "Payments" }),
});
